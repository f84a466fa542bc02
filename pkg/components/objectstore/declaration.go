package objectstore

import "seamark.dev/seamark/pkg/declare"

// Declaration is the bucket of an environment.
func Declaration() declare.Component {
	return declare.Component{
		Name:  "objectstore",
		Unit:  declare.Infra,
		Needs: []string{"apis", "dokscluster"},
		Build: Component,
	}
}
