package metricsserver

import "seamark.dev/seamark/pkg/render"

// workloads are the pods of the chart. The addon resizer is off by default and
// not counted.
func workloads() []render.Workload {
	return []render.Workload{{
		Name: "metrics-server", Replicas: "replicas", Default: 1, Affinity: "affinity",
		Containers: []render.Container{{
			Name: "metrics-server", Resources: "resources", Default: render.Resources{CPU: "100m", Memory: "200Mi"},
		}},
	}}
}
