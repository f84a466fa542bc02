package loki

import (
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/provided"
	"seamark.dev/seamark/pkg/model"
)

// provides are the Services that answer for Loki, with the chart's default
// ports.
func provides(environment string) []model.Provided {
	service := func(name string, ports ...model.Port) model.Provided {
		return provided.Service(model.DOKS(environment), dokscluster.NamespaceClusterServices, name, ports...)
	}
	web, grpc := model.Port{Name: "http-metrics", Number: 3100}, model.Port{Name: "grpc", Number: 9095}
	return []model.Provided{
		service(GatewayService, model.Port{Name: "http-metrics", Number: GatewayPort}),
		service("loki-read", web, grpc),
		service("loki-write", web, grpc),
		service("loki-backend", web, grpc),
	}
}

// needs are the kinds that the alerts and recording rules are written in.
func needs(environment string) []model.Need {
	return []model.Need{provided.NeedCRD(model.DOKS(environment), "prometheusrules.monitoring.coreos.com", "values.monitoring.rules.enabled")}
}
