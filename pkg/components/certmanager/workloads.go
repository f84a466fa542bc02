package certmanager

import "seamark.dev/seamark/pkg/model"

// workloads are the pods of the chart, which asks for nothing by itself. The
// startupapicheck is a Job.
func workloads() []model.Workload {
	one := func(name, prefix string, enabled ...string) model.Workload {
		return model.Workload{
			Name: name, Enabled: enabled, Replicas: prefix + "replicaCount", Default: 1,
			Containers: []model.Container{{Name: name, Resources: prefix + "resources"}},
		}
	}
	return []model.Workload{
		one("controller", ""),
		one("webhook", "webhook."),
		one("cainjector", "cainjector.", "cainjector.enabled"),
	}
}
