package metricsserver

import (
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/declare"
)

// Declaration is the Metrics Server.
func Declaration() declare.Component {
	return declare.Component{
		Name:   ReleaseName,
		Unit:   declare.Platform,
		Needs:  []string{"cert-manager", "kube-prometheus-stack"},
		Charts: []charts.Chart{charts.MetricsServer},
		Build:  Component,
	}
}
