package kubeprometheusstack

import (
	"seamark.dev/seamark/pkg/components/internal/prometheusstack"
	"seamark.dev/seamark/pkg/components/internal/provided"
	"seamark.dev/seamark/pkg/model"
)

// makes are what the chart makes, with what reads nodes and objects of
// Kubernetes.
func makes() []model.Made {
	state := model.Naming{Chart: "kube-state-metrics", At: "kube-state-metrics"}
	node := model.Naming{Chart: "prometheus-node-exporter", At: "prometheus-node-exporter"}
	return append(
		prometheusstack.Makes(),
		provided.MadeService(state, "*", model.On("kubeStateMetrics.enabled"), model.MadePort{Name: "http", Number: 8080, NumberAt: state.At + ".service.port"}),
		provided.MadeService(node, "*", model.On("nodeExporter.enabled", node.At+".service.enabled"),
			model.MadePort{Name: "http-metrics", Number: 9100, NameAt: node.At + ".service.portName", NumberAt: node.At + ".service.port"}),
		provided.MadeAccount(state, "*", state.At+".serviceAccount", "kubeStateMetrics.enabled"),
		provided.MadeAccount(node, "*", node.At+".serviceAccount", "nodeExporter.enabled"),
	)
}
