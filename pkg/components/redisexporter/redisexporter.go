// Package redisexporter installs one Redis exporter for each managed Valkey
// database: what the program itself reports, beside the metrics of the machine
// that DigitalOcean serves.
package redisexporter

import (
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// MetricsPort is the port of the pods that serves the metrics, as in the
// chart's defaults.
const MetricsPort = 9121

// ReleaseName is the Helm release of a database's exporter, and the name of
// its Deployment and Service.
func ReleaseName(database string) string {
	return platform.Valkey.ExporterRelease(database)
}

// PodLabels are the labels that select the pods of a database's exporter.
// Without the instance label they select the exporters of all databases.
func PodLabels(database string) map[string]string {
	return map[string]string{
		"app.kubernetes.io/name":     charts.RedisExporter.Name,
		"app.kubernetes.io/instance": ReleaseName(database),
	}
}

// Component is a release for each database of engine valkey, by name.
//
// The releases must come after the Prometheus operator: the chart leaves its
// ServiceMonitor out, without a word, while the cluster does not know that
// kind. They are in a later unit, so they do.
func Component(env platform.Environment) model.Component {
	component := model.Component{Name: "redis-exporter"}
	for _, database := range env.DatabaseNames() {
		if env.Databases[database].Engine == platform.Valkey {
			component.Releases = append(component.Releases, release(env, database))
		}
	}
	component.Provides = provides(env.Name, component.Releases)
	component.Needs = needs(env)
	return component
}

func release(env platform.Environment, database string) model.Release {
	name := ReleaseName(database)
	return model.Release{
		Name:      name,
		Chart:     charts.RedisExporter,
		Cluster:   model.DOKS(env.Name),
		Namespace: dokscluster.NamespaceDemo,
		Values:    chartValues(database),
		Workloads: workloads(),
	}
}
