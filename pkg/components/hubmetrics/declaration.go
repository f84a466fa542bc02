package hubmetrics

import (
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// Declaration is the metrics of the hub, with databases of these engines.
func Declaration(engines databases.Table) declare.Component {
	return watching(engines, declare.Watch{})
}

// watching is the declaration with a GitOps engine.
func watching(engines databases.Table, engine declare.Watch) declare.Component {
	return declare.Component{
		Name:     "hub-metrics",
		Unit:     declare.Monitoring,
		Needs:    []string{"apis"},
		Share:    func(p platform.Platform) model.Component { return Component(engines, p, engine) },
		Written:  Component,
		Watching: func(w declare.Watch) declare.Component { return watching(engines, w) },
	}
}
