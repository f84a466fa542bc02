// Package mysqlexporter is the exporter of MySQL.
package mysqlexporter

import (
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components/exporter"
	"seamark.dev/seamark/pkg/model"
)

// port is in the chart's defaults, for pods and Service.
const port = 9104

// Program is the exporter.
func Program() exporter.Program {
	return exporter.Program{
		Chart:     charts.MySQLExporter,
		Port:      port,
		Service:   model.MadePort{Name: "mysql-exporter", Number: port, NameAt: "service.name", NumberAt: "service.externalPort"},
		Values:    chartValues,
		Workloads: exporter.Pod(),
		Relied: []model.Reliance{
			{Path: "service.internalPort", Is: []string{"9104"}, Who: "the exporter answers at this port of its pod"},
			{Path: "extraEnvs", Kept: true, Who: "the exporter finds its database, and logs in, by these variables"},
			{Path: "extraVolumes", Kept: true, Who: "the authority of the database, by which its server is verified, is mounted by it"},
			{Path: "extraVolumeMounts", Kept: true, Who: "the authority of the database, by which its server is verified, is mounted by it"},
			{Path: "mysql", Kept: true, Who: "the managed database delivers its address and credentials in these objects"},
		},
	}
}
