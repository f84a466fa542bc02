package alloy

import "seamark.dev/seamark/pkg/render"

// workloads are the pods of the chart: one on each node.
func workloads() []render.Workload {
	return []render.Workload{{
		Name:    "alloy",
		PerNode: true,
		Containers: []render.Container{
			{Name: "alloy", Resources: "alloy.resources"},
			{
				Name: "config-reloader", Enabled: []string{"configReloader.enabled"}, Resources: "configReloader.resources",
				Default: render.Resources{CPU: "10m", Memory: "50Mi"},
			},
		},
	}}
}
