package dashboards

import "seamark.dev/seamark/pkg/declare"

// Declaration is the dashboards.
func Declaration() declare.Component {
	return declare.Component{
		Name:  "dashboards",
		Unit:  declare.Resources,
		Needs: []string{"kube-prometheus-stack"},
		Among: Component,
	}
}
