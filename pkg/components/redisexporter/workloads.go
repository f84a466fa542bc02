package redisexporter

import "seamark.dev/seamark/pkg/render"

// workloads is the pod of the chart, which asks for nothing by itself.
func workloads() []render.Workload {
	return []render.Workload{{
		Name: "exporter", Replicas: "replicaCount", Default: 1, Affinity: "affinity",
		Containers: []render.Container{{Name: "exporter", Resources: "resources"}},
	}}
}
