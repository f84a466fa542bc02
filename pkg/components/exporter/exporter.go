// Package exporter is what the exporters of all engines of databases share:
// a Helm release for each database, which logs in by what the database
// delivered, and which Prometheus scrapes.
package exporter

import (
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/provided"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// Program exports what a database itself reports, beside the metrics of the
// machine that DigitalOcean serves.
type Program struct {
	Chart charts.Chart
	// Port is the one of the pods that serves the metrics, in the chart's
	// defaults.
	Port int32
	// Service is the port of the chart's Service, which bears the full name of
	// the chart.
	Service model.MadePort
	// Values are the values of the release that exports a database. The release's
	// name must become that of the Service.
	Values func(release, database string) any
	// Workloads are the pods of the chart.
	Workloads []model.Workload
	// Relied are the values of the chart that others rely on, beside those that all
	// exporters have. It may be nil.
	Relied []model.Reliance
	// Needs are references to what a database delivered, in shapes of the chart's
	// own, which the checks cannot read in the values. It may be nil.
	Needs func(cluster model.Target, database string) []model.Need
}

// Declaration is the program for each database of an engine.
func (p Program) Declaration(engine platform.DatabaseFacts) declare.Component {
	return declare.Component{
		Name:    engine.Exporter,
		Unit:    declare.Releases,
		Needs:   []string{"manageddatabase", "kube-prometheus-stack"},
		Charts:  []charts.Chart{p.Chart},
		Build:   func(env platform.Environment) model.Component { return p.component(engine, env) },
		Written: p.Values,
	}
}

// component is a release for each database of the engine, by name. Their unit
// waits for that of the Prometheus operator: of a kind that the cluster does not
// know, some charts leave the ServiceMonitor out without a word.
func (p Program) component(engine platform.DatabaseFacts, env platform.Environment) model.Component {
	cluster := model.DOKS(env.Name)
	component := model.Component{Name: engine.Exporter}
	for _, database := range env.DatabaseNames() {
		if env.Databases[database].Engine != engine.Engine {
			continue
		}
		name := engine.ExporterRelease(database)
		component.Releases = append(component.Releases, model.Release{
			Name:      name,
			Chart:     p.Chart,
			Cluster:   cluster,
			Namespace: dokscluster.NamespaceDemo,
			Values:    p.Values(name, database),
			Workloads: p.Workloads,
			Makes:     []model.Made{provided.MadeService(model.Naming{}, "*", nil, p.Service)},
			Relied:    p.reliances(),
		})
		if p.Needs != nil {
			component.Needs = append(component.Needs, p.Needs(cluster, database)...)
		}
	}
	return component
}

// Pod is the only pod of a chart as those of the Prometheus community are, which
// asks for nothing by itself.
func Pod() []model.Workload {
	return []model.Workload{{
		Name: "exporter", Replicas: "replicaCount", Default: 1, Affinity: "affinity",
		Containers: []model.Container{{Name: "exporter", Resources: "resources"}},
	}}
}
