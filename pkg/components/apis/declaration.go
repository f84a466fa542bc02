package apis

import (
	"seamark.dev/seamark/pkg/declare"
)

// Declaration is Seamark's own API on the hub.
func Declaration() declare.Component {
	return declare.Component{
		Name:  "apis",
		Unit:  declare.APIs,
		Needs: []string{"packages"},
		Share: shared,
	}
}

// ArgoCDDeclaration stands in its place on a hub with Argo CD.
func ArgoCDDeclaration() declare.Component {
	d := Declaration()
	d.Share = sharedByArgoCD
	return d
}
