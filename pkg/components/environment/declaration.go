package environment

import "seamark.dev/seamark/pkg/declare"

// Declaration is what all XRs of an environment share.
func Declaration() declare.Component {
	return declare.Component{
		Name:  "environment",
		Unit:  declare.Infra,
		Needs: []string{"apis"},
		Build: Component,
	}
}
