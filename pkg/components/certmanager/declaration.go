package certmanager

import (
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/declare"
)

// Declaration is cert-manager.
func Declaration() declare.Component {
	return declare.Component{
		Name:   ReleaseName,
		Unit:   declare.Platform,
		Needs:  []string{"dokscluster", "kube-prometheus-stack"},
		Charts: []charts.Chart{charts.CertManager},
		Build:  Component,
	}
}
