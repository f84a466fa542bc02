package rules

import (
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/declare"
)

// Declaration is the alerts.
func Declaration(engines databases.Table) declare.Component {
	return newWatch(engines).declaration()
}

// declaration is that of a watch. With a GitOps engine the runbook has that one's
// commands.
func (w *watch) declaration() declare.Component {
	return declare.Component{
		Name:    "rules",
		Unit:    declare.Resources,
		Needs:   []string{"kube-prometheus-stack"},
		Among:   w.component,
		Written: (*watch).component,
		Watching: func(engine declare.Watch) declare.Component {
			with := *w
			with.gitops = engine
			return with.declaration()
		},
	}
}
