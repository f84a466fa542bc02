package kubeprometheusstack

import (
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/declare"
)

// Declaration is Prometheus, Alertmanager and Grafana, and the kinds that they bring.
func Declaration() declare.Component {
	return declare.Component{
		Name:   ReleaseName,
		Unit:   declare.Platform,
		Needs:  []string{"dokscluster"},
		Charts: []charts.Chart{charts.KubePrometheusStack},
		Among:  Component,
	}
}
