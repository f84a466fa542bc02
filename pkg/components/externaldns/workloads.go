package externaldns

import "seamark.dev/seamark/pkg/model"

// workloads is the pod of the chart, which is always one.
func workloads() []model.Workload {
	return []model.Workload{{
		Name: "external-dns", Default: 1,
		Containers: []model.Container{{Name: "external-dns", Resources: "resources"}},
	}}
}
