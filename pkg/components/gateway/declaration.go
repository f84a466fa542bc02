package gateway

import "seamark.dev/seamark/pkg/declare"

// Declaration is the public entrance of the demo.
func Declaration() declare.Component {
	return declare.Component{
		Name:  "gateway",
		Unit:  declare.Environment,
		Needs: []string{"cert-manager", "demo"},
		Build: Component,
	}
}
