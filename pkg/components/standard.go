// Package components puts the platform together: the list of its components,
// and the units that they make of a configuration. Each component is a package
// of its own below this one, which declares it: its unit, what it needs, its
// charts, and a pure function from the configuration to typed objects and
// releases.
package components

import (
	"seamark.dev/seamark/pkg/components/alloy"
	"seamark.dev/seamark/pkg/components/apis"
	"seamark.dev/seamark/pkg/components/certmanager"
	"seamark.dev/seamark/pkg/components/connectionpool"
	"seamark.dev/seamark/pkg/components/crossplane"
	"seamark.dev/seamark/pkg/components/dashboards"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/components/databasesettings"
	"seamark.dev/seamark/pkg/components/databaseuser"
	"seamark.dev/seamark/pkg/components/demo"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/externaldns"
	"seamark.dev/seamark/pkg/components/gateway"
	"seamark.dev/seamark/pkg/components/hubdashboard"
	"seamark.dev/seamark/pkg/components/hubmetrics"
	"seamark.dev/seamark/pkg/components/hubprometheus"
	"seamark.dev/seamark/pkg/components/hubrules"
	"seamark.dev/seamark/pkg/components/kubeprometheusstack"
	"seamark.dev/seamark/pkg/components/logicaldatabase"
	"seamark.dev/seamark/pkg/components/logsink"
	"seamark.dev/seamark/pkg/components/loki"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/components/metricsserver"
	"seamark.dev/seamark/pkg/components/monitors"
	"seamark.dev/seamark/pkg/components/networkpolicies"
	"seamark.dev/seamark/pkg/components/nodepool"
	"seamark.dev/seamark/pkg/components/objectstore"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/components/rules"
	"seamark.dev/seamark/pkg/components/syslog"
	"seamark.dev/seamark/pkg/components/tenants"
	"seamark.dev/seamark/pkg/declare"
)

// What a component is declared with, so that who adds one imports one package.
type (
	Component = declare.Component
	Part      = declare.Part
	Unit      = declare.Unit
	List      = declare.List
)

// The units of an environment, in the order in which they become healthy. The
// comments are in package declare.
var (
	Infra       = declare.Infra
	Platform    = declare.Platform
	Resources   = declare.Resources
	Collection  = declare.Collection
	Environment = declare.Environment
	Releases    = declare.Releases
	LogSinks    = declare.LogSinks
)

// Standard is the reference architecture. Add to it and leave out of it:
//
//	components.Standard().Without("demo", "gateway").With(mine)
//
// Engines of databases of your own stand beside those of databases.Engines, or
// in the place of those of their names. The configuration is to be loaded with
// them too:
//
//	engines := databases.Engines().With(mine)
//	engines.Facts().Load(source)
//	components.Standard(engines...)
func Standard(engines ...databases.Engine) List {
	table := databases.Engines().With(engines...)
	return List{}.With(
		// The control plane.
		crossplane.Declaration(),
		packages.MirrorsDeclaration(),
		packages.Declaration(),
		apis.Declaration(table),
		tenants.Declaration(table),
		// 1-infra.
		dokscluster.Declaration(),
		nodepool.Declaration(),
		manageddatabase.Declaration(),
		logicaldatabase.Declaration(),
		databaseuser.Declaration(),
		connectionpool.Declaration(),
		databasesettings.Declaration(table.Facts()),
		objectstore.Declaration(),
		// What watches the hub.
		hubprometheus.Declaration(),
		hubmetrics.Declaration(table),
		hubrules.Declaration(table),
		hubdashboard.Declaration(),
		// 2-cluster.
		kubeprometheusstack.Declaration(),
		loki.Declaration(),
		certmanager.Declaration(),
		externaldns.Declaration(),
		metricsserver.Declaration(),
		syslog.Declaration(),
		dashboards.Declaration(table),
		rules.Declaration(table),
		networkpolicies.Declaration(table),
		alloy.Declaration(table),
		// 3-environment.
		gateway.Declaration(),
		monitors.Declaration(),
		demo.Declaration(),
	).With(exporters(table)...).With(logsink.Declaration())
}

// exporters are those of every engine of databases.
func exporters(table databases.Table) []Component {
	var all []Component
	for _, e := range table {
		all = append(all, e.Component())
	}
	return all
}
