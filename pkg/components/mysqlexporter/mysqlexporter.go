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
		Service:   model.Port{Name: "mysql-exporter", Number: port},
		Values:    chartValues,
		Workloads: exporter.Pod(),
	}
}
