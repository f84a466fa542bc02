package redisexporter

import (
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/provided"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// provides are the Services of the exporters, with the chart's default port.
func provides(environment string, releases []model.Release) []model.Provided {
	var all []model.Provided
	for _, r := range releases {
		all = append(all, provided.Service(model.DOKS(environment), dokscluster.NamespaceDemo, r.Name,
			model.Port{Name: "redis-exporter", Number: MetricsPort}))
	}
	return all
}

// needs are the addresses of the databases, in a shape of the chart's own.
func needs(env platform.Environment) []model.Need {
	var needs []model.Need
	for _, name := range env.DatabaseNames() {
		if env.Databases[name].Engine == platform.Valkey {
			needs = append(needs, provided.NeedKeys(model.DOKS(env.Name), "ConfigMap", dokscluster.NamespaceDemo,
				manageddatabase.ConfigMapName(name), "values.redisAddressConfig.source", manageddatabase.KeyRedisAddress)...)
		}
	}
	return needs
}
