package redisexporter

import (
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/provided"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/render"
)

// provides are the Services of the exporters, with the chart's default port.
func provides(environment string, releases []render.Release) []render.Provided {
	var all []render.Provided
	for _, r := range releases {
		all = append(all, provided.Service(render.DOKS(environment), dokscluster.NamespaceDemo, r.Name,
			render.Port{Name: "redis-exporter", Number: MetricsPort}))
	}
	return all
}

// needs are the addresses of the databases, in a shape of the chart's own.
func needs(env platform.Environment) []render.Need {
	var needs []render.Need
	for _, name := range env.DatabaseNames() {
		if env.Databases[name].Engine == platform.Valkey {
			needs = append(needs, provided.NeedKeys(render.DOKS(env.Name), "ConfigMap", dokscluster.NamespaceDemo,
				manageddatabase.ConfigMapName(name), "values.redisAddressConfig.source", manageddatabase.KeyRedisAddress)...)
		}
	}
	return needs
}
