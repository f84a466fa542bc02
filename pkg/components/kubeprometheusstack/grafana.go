package kubeprometheusstack

import (
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/prometheusstack"
	"seamark.dev/seamark/pkg/components/loki"
	"seamark.dev/seamark/pkg/declare"
)

// grafanaValues also ask Loki, if there is one.
func grafanaValues(present declare.Present) prometheusstack.Grafana {
	values := prometheusstack.GrafanaOf(dokscluster.NamespaceClusterServices)
	if present.Has(loki.ReleaseName) {
		values.AdditionalDataSources = []prometheusstack.DataSource{{
			Name:     "Loki",
			UID:      LokiUID,
			Type:     "loki",
			Access:   "proxy",
			URL:      loki.GatewayURL(),
			JSONData: prometheusstack.DataSourceData{MaxLines: 1000},
		}}
	}
	return values
}
