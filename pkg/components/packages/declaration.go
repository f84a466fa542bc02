package packages

import "seamark.dev/seamark/pkg/declare"

// Declaration is Crossplane's packages.
func Declaration() declare.Component {
	return declare.Component{
		Name:  "packages",
		Unit:  declare.Packages,
		Needs: []string{"crossplane", "mirrors"},
		Share: Component,
	}
}

// MirrorsDeclaration is where Crossplane pulls packages from.
func MirrorsDeclaration() declare.Component {
	return declare.Component{
		Name:  "mirrors",
		Unit:  declare.Packages,
		Needs: []string{"crossplane"},
		Share: mirrored,
	}
}
