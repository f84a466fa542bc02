package externaldns

import (
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/declare"
)

// Declaration is ExternalDNS.
func Declaration() declare.Component {
	return declare.Component{
		Name:   ReleaseName,
		Unit:   declare.Platform,
		Needs:  []string{"dokscluster", "kube-prometheus-stack"},
		Charts: []charts.Chart{charts.ExternalDNS},
		Build:  Component,
	}
}
