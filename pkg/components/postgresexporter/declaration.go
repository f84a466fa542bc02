package postgresexporter

import (
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/declare"
)

// Declaration is an exporter for each PostgreSQL database.
func Declaration() declare.Component {
	return declare.Component{
		Name:   "postgres-exporter",
		Unit:   declare.Releases,
		Needs:  []string{"manageddatabase", "kube-prometheus-stack"},
		Charts: []charts.Chart{charts.PostgresExporter},
		Build:  Component,
	}
}
