// Package postgresexporter is the exporter of PostgreSQL.
package postgresexporter

import (
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components/exporter"
	"seamark.dev/seamark/pkg/model"
)

// Program is the exporter.
func Program() exporter.Program {
	return exporter.Program{
		Chart:     charts.PostgresExporter,
		Port:      9187,
		Service:   model.MadePort{Name: "http", Number: 80, NameAt: "service.name", NumberAt: "service.port"},
		Values:    chartValues,
		Workloads: exporter.Pod(),
		Relied: []model.Reliance{
			{Path: "service.targetPort", Is: []string{"9187"}, Who: "the exporter answers at this port of its pod"},
			{Path: "config.disableDefaultMetrics", Is: []string{"false"}, Who: "alerts and dashboards of the database have no data", Loses: true},
			{Path: "extraEnvs", Kept: true, Who: "the exporter finds its database, and logs in, by these variables"},
			{Path: "extraVolumes", Kept: true, Who: "the authority of the database, by which its server is verified, is mounted by it"},
			{Path: "extraVolumeMounts", Kept: true, Who: "the authority of the database, by which its server is verified, is mounted by it"},
			{Path: "config.datasource.host", Is: []string{""}, Who: "the exporter reads DATA_SOURCE_NAME, which this platform sets, and not this"},
			{Path: "config.datasource.passwordSecret", Kept: true, Who: "the managed database delivers its password in this key"},
			{Path: "config.datasource.userSecret", Kept: true, Who: "the managed database delivers its user in this key"},
		},
	}
}
