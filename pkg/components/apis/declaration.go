package apis

import "seamark.dev/seamark/pkg/declare"

// Declaration is Seamark's own API on the hub.
func Declaration() declare.Component {
	return declare.Component{
		Name:  "apis",
		Unit:  declare.APIs,
		Needs: []string{"packages"},
		Share: shared,
	}
}
