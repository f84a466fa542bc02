package dokscluster

import "seamark.dev/seamark/pkg/declare"

// Declaration is the cluster of an environment.
func Declaration() declare.Component {
	return declare.Component{
		Name:  "dokscluster",
		Unit:  declare.Infra,
		Needs: []string{"apis"},
		Build: Component,
	}
}
