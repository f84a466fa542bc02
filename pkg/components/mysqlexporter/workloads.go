package mysqlexporter

import "seamark.dev/seamark/pkg/model"

// workloads is the pod of the chart, which asks for nothing by itself.
func workloads() []model.Workload {
	return []model.Workload{{
		Name: "exporter", Replicas: "replicaCount", Default: 1, Affinity: "affinity",
		Containers: []model.Container{{Name: "exporter", Resources: "resources"}},
	}}
}
