package kubeprometheusstack

import (
	"seamark.dev/seamark/pkg/components/internal/prometheusstack"
	"seamark.dev/seamark/pkg/model"
)

// workloads are the pods of the chart.
func workloads() []model.Workload {
	return append(prometheusstack.Workloads(), []model.Workload{
		{
			Name: "kube-state-metrics", Enabled: []string{"kubeStateMetrics.enabled"},
			Replicas: "kube-state-metrics.replicas", Default: 1,
			Containers: []model.Container{{Name: "kube-state-metrics", Resources: "kube-state-metrics.resources"}},
		},
		{
			Name: "node-exporter", Enabled: []string{"nodeExporter.enabled"}, PerNode: true, Tolerates: []string{"NoSchedule"},
			Containers: []model.Container{{Name: "node-exporter", Resources: "prometheus-node-exporter.resources"}},
		},
	}...)
}
