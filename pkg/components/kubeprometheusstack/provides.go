package kubeprometheusstack

import (
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/prometheusstack"
	"seamark.dev/seamark/pkg/components/internal/provided"
	"seamark.dev/seamark/pkg/model"
)

// provides are what the chart makes, with the Services of what reads nodes and
// objects of Kubernetes.
func provides(environment string) []model.Provided {
	doks := model.DOKS(environment)
	service := func(name, port string, number int32) model.Provided {
		return provided.Service(doks, dokscluster.NamespaceClusterServices, ReleaseName+"-"+name, model.Port{Name: port, Number: number})
	}
	return append(
		prometheusstack.Provides(doks, dokscluster.NamespaceClusterServices),
		service("kube-state-metrics", "http", 8080),
		service("prometheus-node-exporter", "http-metrics", 9100),
	)
}
