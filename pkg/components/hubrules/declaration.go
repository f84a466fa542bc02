package hubrules

import (
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// Declaration is the alerts on the hub, with databases of these engines.
func Declaration(engines databases.Table) declare.Component {
	return watching(engines, declare.Watch{})
}

// watching is the declaration with a GitOps engine.
func watching(engines databases.Table, engine declare.Watch) declare.Component {
	return declare.Component{
		Name:  "hub-rules",
		Unit:  declare.Monitoring,
		Needs: []string{"hub-metrics"},
		Over: func(p platform.Platform, units []model.Unit) model.Component {
			return Component(engines, p, units, engine)
		},
		Written:  Component,
		Watching: func(w declare.Watch) declare.Component { return watching(engines, w) },
	}
}
