package monitors

import "seamark.dev/seamark/pkg/declare"

// Declaration is the monitors of what DOKS runs.
func Declaration() declare.Component {
	return declare.Component{
		Name:  "monitors",
		Unit:  declare.Environment,
		Needs: []string{"kube-prometheus-stack"},
		Build: Component,
	}
}
