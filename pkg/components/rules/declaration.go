package rules

import (
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/declare"
)

// Declaration is the alerts.
func Declaration(engines databases.Table) declare.Component {
	return declare.Component{
		Name:    "rules",
		Unit:    declare.Resources,
		Needs:   []string{"kube-prometheus-stack"},
		Among:   newWatch(engines).component,
		Written: (*watch).component,
	}
}
