// Package alloy delivers Alloy, which collects the logs of an environment: one
// on every node, for the node's containers, the Kubernetes events and the TLS
// syslog of the managed databases. What it does is written in config.alloy,
// which is the same for every environment.
package alloy

import (
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/footprint"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// ReleaseName is the Helm release; the chart derives names from it.
const ReleaseName = "alloy"

// HTTPPort is where Alloy serves its metrics and its own page; the chart's
// default.
const HTTPPort = 12345

// collector is Alloy for the lines of some engines of databases.
type collector struct {
	engines       databases.Table
	configuration string
	brought       []model.Brought
}

// component is Alloy in an environment. It mounts the syslog certificate, so
// its unit comes after the one that has it issued.
func (c collector) component(env platform.Environment, present declare.Present) model.Component {
	return model.Component{
		Name:    ReleaseName,
		Notes:   c.notes(env, present),
		Needs:   needs(c.configuration, env.Name),
		Brought: c.brought,
		Releases: []model.Release{{
			Name:      ReleaseName,
			Chart:     charts.Alloy,
			Cluster:   model.DOKS(env.Name),
			Namespace: dokscluster.NamespaceClusterServices,
			Values:    valuesOf(c.configuration, env),
			Footprint: footprint.Of(footprint.CRDs(), footprint.Roles()),
			Workloads: workloads(),
			Makes:     makes(),
			Relied:    relied(),
		}},
	}
}

// brought is the configuration, where rows of others have a part in it: ours is
// in order without them.
func brought(engines databases.Table) []model.Brought {
	var all []model.Brought
	for _, row := range engines.Theirs(
		databases.Part{Name: "Log.Stages", Of: func(e databases.Engine) any { return e.Log.Stages }},
		databases.Part{Name: "Log.Levels", Of: func(e databases.Engine) any { return e.Log.Levels }},
		databases.Part{Name: "Log.Metadata", Of: func(e databases.Engine) any { return e.Log.Metadata }},
	) {
		b := row.Brought
		b.Release, b.Path = ReleaseName, "values.alloy.configMap.content"
		all = append(all, b)
	}
	return all
}
