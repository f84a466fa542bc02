// Package redisexporter is the exporter of Valkey, which speaks as Redis does.
package redisexporter

import (
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/exporter"
	"seamark.dev/seamark/pkg/components/internal/provided"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/model"
)

// port is in the chart's defaults, for pods and Service.
const port = 9121

// Program is the exporter.
func Program() exporter.Program {
	return exporter.Program{
		Chart:     charts.RedisExporter,
		Port:      port,
		Service:   model.MadePort{Name: "redis-exporter", Number: port, NameAt: "service.portName", NumberAt: "service.port"},
		Values:    chartValues,
		Workloads: exporter.Pod(),
		Relied: []model.Reliance{
			{Path: "env", Kept: true, Who: "the exporter logs in by these variables"},
			{Path: "redisAddressConfig", Kept: true, Who: "the managed database delivers its address in this object"},
			{Path: "redisTlsConfig", Kept: true, Who: "the server of the database is verified by it"},
			{Path: "redisAddress", Is: []string{""}, Who: "the exporter reads the address that the managed database delivers, and not this"},
		},
		Needs: needs,
	}
}

// needs is the address of the database, in a shape of the chart's own.
func needs(cluster model.Target, database string) []model.Need {
	return provided.NeedKeys(cluster, "ConfigMap", dokscluster.NamespaceDemo,
		manageddatabase.ConfigMapName(database), "values.redisAddressConfig.source", manageddatabase.KeyRedisAddress)
}
