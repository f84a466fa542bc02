package nodepool

import "seamark.dev/seamark/pkg/declare"

// Declaration is the additional node pools of an environment.
func Declaration() declare.Component {
	return declare.Component{
		Name:  "nodepool",
		Unit:  declare.Infra,
		Needs: []string{"apis", "dokscluster"},
		Build: Component,
	}
}
