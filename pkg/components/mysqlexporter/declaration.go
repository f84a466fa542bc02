package mysqlexporter

import (
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/declare"
)

// Declaration is an exporter for each MySQL database.
func Declaration() declare.Component {
	return declare.Component{
		Name:   "mysql-exporter",
		Unit:   declare.Releases,
		Needs:  []string{"manageddatabase", "kube-prometheus-stack"},
		Charts: []charts.Chart{charts.MySQLExporter},
		Build:  Component,
	}
}
