package loki

import (
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/declare"
)

// Declaration is Loki.
func Declaration() declare.Component {
	return declare.Component{
		Name:   ReleaseName,
		Unit:   declare.Platform,
		Needs:  []string{"objectstore", "kube-prometheus-stack"},
		Charts: []charts.Chart{charts.Loki},
		Build:  Component,
	}
}
