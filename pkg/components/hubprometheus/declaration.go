package hubprometheus

import (
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/declare"
)

// Declaration is Prometheus, Alertmanager and Grafana on the hub, and the kinds
// that they bring.
func Declaration() declare.Component {
	return declare.Component{
		Name:   name,
		Unit:   declare.Prometheus,
		Charts: []charts.Chart{charts.KubePrometheusStack},
		Share:  Component,
	}
}
