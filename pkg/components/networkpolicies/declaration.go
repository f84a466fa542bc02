package networkpolicies

import "seamark.dev/seamark/pkg/declare"

// Declaration is the network policies. Those for pods that are not there do nothing.
func Declaration() declare.Component {
	return declare.Component{
		Name:  "networkpolicies",
		Unit:  declare.Resources,
		Needs: []string{"dokscluster"},
		Build: Component,
	}
}
