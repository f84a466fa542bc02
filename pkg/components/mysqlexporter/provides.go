package mysqlexporter

import (
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/provided"
	"seamark.dev/seamark/pkg/model"
)

// provides are the Services of the exporters, with the chart's default port.
func provides(environment string, releases []model.Release) []model.Provided {
	var all []model.Provided
	for _, r := range releases {
		all = append(all, provided.Service(model.DOKS(environment), dokscluster.NamespaceDemo, r.Name,
			model.Port{Name: "mysql-exporter", Number: MetricsPort}))
	}
	return all
}
