package networkpolicies

import "seamark.dev/seamark/pkg/declare"

// Declaration is the network policies.
func Declaration() declare.Component {
	return declare.Component{
		Name:  "networkpolicies",
		Unit:  declare.Resources,
		Needs: []string{"alloy", "loki", "kube-prometheus-stack"},
		Among: Component,
	}
}
