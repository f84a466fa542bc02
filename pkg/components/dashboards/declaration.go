package dashboards

import (
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/declare"
)

// Declaration is the dashboards.
func Declaration(engines databases.Table) declare.Component {
	return declare.Component{
		Name:    "dashboards",
		Unit:    declare.Resources,
		Needs:   []string{"kube-prometheus-stack"},
		Among:   newShelf(engines).component,
		Written: (*shelf).component,
	}
}
