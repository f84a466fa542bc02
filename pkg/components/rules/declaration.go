package rules

import "seamark.dev/seamark/pkg/declare"

// Declaration is the alerts.
func Declaration() declare.Component {
	return declare.Component{
		Name:  "rules",
		Unit:  declare.Resources,
		Needs: []string{"kube-prometheus-stack"},
		Among: Component,
	}
}
