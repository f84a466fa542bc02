package apis

import (
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// Declaration is Seamark's own API on the hub, for databases of these engines.
func Declaration(engines databases.Table) declare.Component {
	return declare.Component{
		Name:  "apis",
		Unit:  declare.APIs,
		Needs: []string{"packages"},
		Share: func(p platform.Platform) model.Component {
			return Component(engines, p.Spec.Tokens()...)
		},
		Written: Component,
		Refuse:  engines.Refuse,
	}
}
