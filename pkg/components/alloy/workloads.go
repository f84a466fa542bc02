package alloy

import "seamark.dev/seamark/pkg/model"

// workloads are the pods of the chart: one on each node.
func workloads() []model.Workload {
	return []model.Workload{{
		Name:    "alloy",
		PerNode: true,
		Beside:  "controller",
		Containers: []model.Container{
			{Name: "alloy", Resources: "alloy.resources"},
			{
				Name: "config-reloader", Enabled: []string{"configReloader.enabled"}, Resources: "configReloader.resources",
				Default: model.Resources{CPU: "10m", Memory: "50Mi"},
			},
		},
	}}
}
