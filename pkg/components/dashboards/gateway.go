package dashboards

import (
	"github.com/grafana/grafana-foundation-sdk/go/units"

	"seamark.dev/seamark/pkg/components/board"
)

// visitors are the components by which anything is known of visitors.
var visitors = []string{"gateway", "monitors"}

// recorded are the components by which the rules record what visitors get.
var recorded = []string{"gateway", "monitors", "rules"}

// gateway is the view of the Envoy that serves the Gateway. In Envoy's terms a
// listener is what the public talks to, and a cluster is a Service behind it.
func gateway() board.Board {
	return board.Board{
		Name:        "gateway",
		Title:       "Gateway",
		Description: "Requests through the Gateway, as the Envoy in Cilium counts them.",
		Tags:        []string{"network", "gateway", "envoy"},
		Variables: []board.Variable{
			{Name: "listener", Label: "Listener", Metric: `envoy_http_downstream_rq_total`, Of: "envoy_http_conn_manager_prefix"},
			{Name: "service", Label: "Service", Metric: `envoy_cluster_external_upstream_rq_time_count`, Of: "envoy_cluster_name"},
		},
		Links:   []string{"overview", "cilium", "system"},
		Watches: visitors,
		Rows: []board.Row{
			{Title: "Overview", Panels: gatewayOverview()},
			{Title: "In front: listeners", Panels: gatewayListeners()},
			{Title: "Behind: services", Panels: gatewayServices()},
		},
	}
}

func gatewayOverview() []board.Panel {
	return []board.Panel{
		{
			Title: "Requests", Description: "Per second, over all listeners chosen.",
			Unit: units.RequestsPerSecond, Stat: true,
			Queries: []board.Query{{Expr: `sum(rate(envoy_http_downstream_rq_total{envoy_http_conn_manager_prefix=~"$listener"}[$__rate_interval]))`}},
		},
		{
			Title: "Failures", Description: "Share of requests that were answered with a 5xx status.",
			Unit: units.PercentUnit, Stat: true, Thresholds: []float64{0.01, 0.05},
			Queries: []board.Query{{Expr: `(sum(rate(envoy_listener_http_downstream_rq_xx{envoy_http_conn_manager_prefix=~"$listener", envoy_response_code_class="5"}[$__rate_interval])) or vector(0)) / sum(rate(envoy_listener_http_downstream_rq_xx{envoy_http_conn_manager_prefix=~"$listener"}[$__rate_interval]))`}},
		},
		{
			Title: "Latency, 90th percentile", Description: "Time until the Service behind answered.",
			Unit: units.Milliseconds, Stat: true, Thresholds: []float64{500, 2000},
			Queries: []board.Query{{Expr: `histogram_quantile(0.9, sum by (le) (rate(envoy_cluster_external_upstream_rq_time_bucket{envoy_cluster_name=~"$service"}[$__rate_interval])))`}},
		},
		{
			Title: "Connections", Description: "Open connections of clients.",
			Unit: units.Short, Stat: true,
			Queries: []board.Query{{Expr: `sum(envoy_listener_downstream_cx_active)`}},
		},
		{
			Title: "Sent to clients", Description: "Bytes per second.",
			Unit: units.BytesPerSecondSI, Stat: true,
			Queries: []board.Query{{Expr: `sum(rate(envoy_http_downstream_cx_tx_bytes_total{envoy_http_conn_manager_prefix=~"$listener"}[$__rate_interval]))`}},
		},
		{
			Title: "Received from clients", Description: "Bytes per second.",
			Unit: units.BytesPerSecondSI, Stat: true,
			Queries: []board.Query{{Expr: `sum(rate(envoy_http_downstream_cx_rx_bytes_total{envoy_http_conn_manager_prefix=~"$listener"}[$__rate_interval]))`}},
		},
	}
}

func gatewayListeners() []board.Panel {
	return []board.Panel{
		{
			Title: "Requests by listener", Description: "Per second.",
			Unit:    units.RequestsPerSecond,
			Queries: []board.Query{{Expr: `sum by (envoy_http_conn_manager_prefix) (rate(envoy_http_downstream_rq_total{envoy_http_conn_manager_prefix=~"$listener"}[$__rate_interval]))`, Legend: "{{envoy_http_conn_manager_prefix}}"}},
		},
		{
			Title: "Answers by status class", Description: "Per second. The redirect to HTTPS counts as 3xx.",
			Unit: units.RequestsPerSecond, Stacked: true,
			Queries: []board.Query{{Expr: `sum by (envoy_response_code_class) (rate(envoy_listener_http_downstream_rq_xx{envoy_http_conn_manager_prefix=~"$listener"}[$__rate_interval]))`, Legend: "{{envoy_response_code_class}}xx"}},
		},
		{
			Title: "Traffic with clients", Description: "Bytes per second.",
			Unit: units.BytesPerSecondSI,
			Queries: []board.Query{
				{Expr: `sum(rate(envoy_http_downstream_cx_tx_bytes_total{envoy_http_conn_manager_prefix=~"$listener"}[$__rate_interval]))`, Legend: "sent"},
				{Expr: `sum(rate(envoy_http_downstream_cx_rx_bytes_total{envoy_http_conn_manager_prefix=~"$listener"}[$__rate_interval]))`, Legend: "received"},
			},
		},
		{
			Title: "Connections by address", Description: "Open connections of clients. Envoy's own metrics listener is among them.",
			Unit:    units.Short,
			Queries: []board.Query{{Expr: `sum by (envoy_listener_address) (envoy_listener_downstream_cx_active)`, Legend: "{{envoy_listener_address}}"}},
		},
	}
}

func gatewayServices() []board.Panel {
	return []board.Panel{
		{
			Title: "Requests by Service", Description: "Per second.",
			Unit:    units.RequestsPerSecond,
			Queries: []board.Query{{Expr: `sum by (envoy_cluster_name) (rate(envoy_cluster_external_upstream_rq_time_count{envoy_cluster_name=~"$service"}[$__rate_interval]))`, Legend: "{{envoy_cluster_name}}"}},
		},
		{
			Title: "Latency", Description: "Time until the Service answered: median, 90th and 99th percentile.",
			Unit: units.Milliseconds,
			Queries: []board.Query{
				{Expr: latency("0.5"), Legend: "{{envoy_cluster_name}} p50"},
				{Expr: latency("0.9"), Legend: "{{envoy_cluster_name}} p90"},
				{Expr: latency("0.99"), Legend: "{{envoy_cluster_name}} p99"},
			},
		},
		{
			Title: "Traffic with Services", Description: "Bytes per second.",
			Unit: units.BytesPerSecondSI,
			Queries: []board.Query{
				{Expr: `sum by (envoy_cluster_name) (rate(envoy_cluster_upstream_cx_tx_bytes_total{envoy_cluster_name=~"$service"}[$__rate_interval]))`, Legend: "{{envoy_cluster_name}} sent"},
				{Expr: `sum by (envoy_cluster_name) (rate(envoy_cluster_upstream_cx_rx_bytes_total{envoy_cluster_name=~"$service"}[$__rate_interval]))`, Legend: "{{envoy_cluster_name}} received"},
			},
		},
	}
}

// latency is a quantile of the answer times of each Service.
func latency(quantile string) string {
	return `histogram_quantile(` + quantile + `, sum by (le, envoy_cluster_name) (rate(envoy_cluster_external_upstream_rq_time_bucket{envoy_cluster_name=~"$service"}[$__rate_interval])))`
}
