package loki

import (
	"seamark.dev/seamark/pkg/components/internal/provided"
	"seamark.dev/seamark/pkg/model"
)

// makes are what answers for Loki, and what the chart configures it with.
func makes() []model.Made {
	var own model.Naming
	web := model.MadePort{Name: "http-metrics", Number: 3100, NumberAt: "loki.server.http_listen_port"}
	grpc := model.MadePort{Name: "grpc", Number: 9095, NumberAt: "loki.server.grpc_listen_port"}
	balanced := model.MadePort{Name: "grpclb", Number: 9096}
	scalable := []model.When{{
		Path: "deploymentMode",
		Is:   []string{"SimpleScalable", "SingleBinary<->SimpleScalable", "Monolithic<->SimpleScalable", "SimpleScalable<->Distributed"},
	}}
	gateway := model.On("gateway.enabled")
	all := []model.Made{
		provided.MadeService(own, "*-gateway", gateway, model.MadePort{Name: "http", Number: GatewayPort, NumberAt: "gateway.service.port"}),
		provided.MadeService(own, "*-memberlist", nil, model.MadePort{Name: "tcp", Number: 7946}),
		provided.MadeService(own, "*-canary", model.On("lokiCanary.enabled"), model.MadePort{Name: "http-metrics", Number: 3500}),
		provided.MadeService(own, "*-chunks-cache", model.On("chunksCache.enabled"), model.MadePort{Name: "memcached-client", Number: 11211, NumberAt: "chunksCache.port"}),
		provided.MadeService(own, "*-results-cache", model.On("resultsCache.enabled"), model.MadePort{Name: "memcached-client", Number: 11211, NumberAt: "resultsCache.port"}),
		{
			Kind: "ConfigMap", Name: "loki", Named: []string{"nameOverride"}, // the chart calls it after itself
			When: []model.When{{Path: "loki.configStorageType", Is: []string{"ConfigMap"}}},
		},
		provided.MadeConfig(own, "*-gateway", gateway),
		provided.MadeAccount(own, "*", "serviceAccount"),
	}
	for _, part := range []string{"read", "write", "backend"} {
		all = append(all,
			provided.MadeService(own, "*-"+part, scalable, web, grpc, balanced),
			provided.MadeService(own, "*-"+part+"-headless", scalable, web, grpc, balanced))
	}
	return all
}

// needs are the kinds that the alerts and recording rules are written in.
func needs(environment string) []model.Need {
	return []model.Need{provided.NeedCRD(model.DOKS(environment), "prometheusrules.monitoring.coreos.com", "values.monitoring.rules.enabled")}
}
