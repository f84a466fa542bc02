package certmanager

import "seamark.dev/seamark/pkg/render"

// workloads are the pods of the chart, which asks for nothing by itself. The
// startupapicheck is a Job.
func workloads() []render.Workload {
	one := func(name, prefix string, enabled ...string) render.Workload {
		return render.Workload{
			Name: name, Enabled: enabled, Replicas: prefix + "replicaCount", Default: 1,
			Containers: []render.Container{{Name: name, Resources: prefix + "resources"}},
		}
	}
	return []render.Workload{
		one("controller", ""),
		one("webhook", "webhook."),
		one("cainjector", "cainjector.", "cainjector.enabled"),
	}
}
