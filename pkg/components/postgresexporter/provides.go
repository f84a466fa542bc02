package postgresexporter

import (
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/provided"
	"seamark.dev/seamark/pkg/render"
)

// provides are the Services of the exporters, with the chart's default port.
func provides(environment string, releases []render.Release) []render.Provided {
	var all []render.Provided
	for _, r := range releases {
		all = append(all, provided.Service(render.DOKS(environment), dokscluster.NamespaceDemo, r.Name,
			render.Port{Name: "http", Number: 80}))
	}
	return all
}
