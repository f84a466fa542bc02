package hubmetrics

import (
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// Declaration is the metrics of the hub, with databases of these engines.
func Declaration(engines databases.Table) declare.Component {
	return declare.Component{
		Name:    "hub-metrics",
		Unit:    declare.Monitoring,
		Needs:   []string{"apis"},
		Share:   func(p platform.Platform) model.Component { return Component(engines, p) },
		Written: Component,
	}
}
