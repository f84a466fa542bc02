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
		Service:   model.Port{Name: "http", Number: 80},
		Values:    chartValues,
		Workloads: exporter.Pod(),
	}
}
