package metricsserver

import "seamark.dev/seamark/pkg/model"

// workloads are the pods of the chart. The addon resizer is off by default and
// not counted.
func workloads() []model.Workload {
	return []model.Workload{{
		Name: "metrics-server", Replicas: "replicas", Default: 1, Affinity: "affinity",
		Containers: []model.Container{{
			Name: "metrics-server", Resources: "resources", Default: model.Resources{CPU: "100m", Memory: "200Mi"},
		}},
	}}
}
