package loki

import (
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/provided"
	"seamark.dev/seamark/pkg/render"
)

// provides are the Services that answer for Loki, with the chart's default
// ports.
func provides(environment string) []render.Provided {
	service := func(name string, ports ...render.Port) render.Provided {
		return provided.Service(render.DOKS(environment), dokscluster.NamespaceClusterServices, name, ports...)
	}
	web, grpc := render.Port{Name: "http-metrics", Number: 3100}, render.Port{Name: "grpc", Number: 9095}
	return []render.Provided{
		service(GatewayService, render.Port{Name: "http-metrics", Number: GatewayPort}),
		service("loki-read", web, grpc),
		service("loki-write", web, grpc),
		service("loki-backend", web, grpc),
	}
}

// needs are the kinds that the alerts and recording rules are written in.
func needs(environment string) []render.Need {
	return []render.Need{provided.NeedCRD(render.DOKS(environment), "prometheusrules.monitoring.coreos.com", "values.monitoring.rules.enabled")}
}
