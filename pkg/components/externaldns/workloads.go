package externaldns

import "seamark.dev/seamark/pkg/render"

// workloads is the pod of the chart, which is always one.
func workloads() []render.Workload {
	return []render.Workload{{
		Name: "external-dns", Default: 1,
		Containers: []render.Container{{Name: "external-dns", Resources: "resources"}},
	}}
}
