// Package mysqlexporter installs one MySQL exporter for each managed MySQL
// database: what the program itself reports, beside the metrics of the machine
// that DigitalOcean serves.
package mysqlexporter

import (
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// MetricsPort is the port of the pods that serves the metrics, as in the
// chart's defaults.
const MetricsPort = 9104

// ReleaseName is the Helm release of a database's exporter, and the name of
// its Deployment and Service.
func ReleaseName(database string) string {
	return platform.MySQL.ExporterRelease(database)
}

// Component is a release for each database of engine mysql, by name. The unit
// waits for that of the Prometheus operator, whose ServiceMonitor kind the
// releases use.
func Component(env platform.Environment) model.Component {
	component := model.Component{Name: "mysql-exporter"}
	for _, database := range env.DatabaseNames() {
		if env.Databases[database].Engine == platform.MySQL {
			component.Releases = append(component.Releases, release(env, database))
		}
	}
	component.Provides = provides(env.Name, component.Releases)
	return component
}

func release(env platform.Environment, database string) model.Release {
	name := ReleaseName(database)
	return model.Release{
		Name:      name,
		Chart:     charts.MySQLExporter,
		Cluster:   model.DOKS(env.Name),
		Namespace: dokscluster.NamespaceDemo,
		Values:    chartValues(database),
		Workloads: workloads(),
	}
}
