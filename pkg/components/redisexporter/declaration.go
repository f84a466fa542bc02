package redisexporter

import (
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/declare"
)

// Declaration is an exporter for each Valkey database.
func Declaration() declare.Component {
	return declare.Component{
		Name:   "redis-exporter",
		Unit:   declare.Releases,
		Needs:  []string{"manageddatabase", "kube-prometheus-stack"},
		Charts: []charts.Chart{charts.RedisExporter},
		Build:  Component,
	}
}
