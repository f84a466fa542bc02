package networkpolicies

import (
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// Declaration is the network policies.
func Declaration(engines databases.Table) declare.Component {
	return declare.Component{
		Name:  "networkpolicies",
		Unit:  declare.Resources,
		Needs: []string{"kube-prometheus-stack"},
		Among: func(env platform.Environment, present declare.Present) model.Component {
			return Component(engines, env, present)
		},
		Written: Component,
	}
}
