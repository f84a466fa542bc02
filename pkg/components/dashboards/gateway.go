package dashboards

import "github.com/grafana/grafana-foundation-sdk/go/units"

// gateway is the view of the Envoy that serves the Gateway. In Envoy's terms a
// listener is what the public talks to, and a cluster is a Service behind it.
func gateway() board {
	return board{
		name:        "gateway",
		title:       "Gateway",
		description: "Requests through the Gateway, as the Envoy in Cilium counts them.",
		tags:        []string{"network", "gateway", "envoy"},
		variables: []variable{
			{name: "listener", label: "Listener", metric: `envoy_http_downstream_rq_total`, of: "envoy_http_conn_manager_prefix"},
			{name: "service", label: "Service", metric: `envoy_cluster_external_upstream_rq_time_count`, of: "envoy_cluster_name"},
		},
		links: []string{"overview", "cilium", "system"},
		rows: []row{
			{"Overview", gatewayOverview()},
			{"In front: listeners", gatewayListeners()},
			{"Behind: services", gatewayServices()},
		},
	}
}

func gatewayOverview() []panel {
	return []panel{
		{
			title: "Requests", description: "Per second, over all listeners chosen.",
			unit: units.RequestsPerSecond, stat: true,
			queries: []query{{`sum(rate(envoy_http_downstream_rq_total{envoy_http_conn_manager_prefix=~"$listener"}[$__rate_interval]))`, ""}},
		},
		{
			title: "Failures", description: "Share of requests that were answered with a 5xx status.",
			unit: units.PercentUnit, stat: true, thresholds: []float64{0.01, 0.05},
			queries: []query{{`(sum(rate(envoy_listener_http_downstream_rq_xx{envoy_http_conn_manager_prefix=~"$listener", envoy_response_code_class="5"}[$__rate_interval])) or vector(0)) / sum(rate(envoy_listener_http_downstream_rq_xx{envoy_http_conn_manager_prefix=~"$listener"}[$__rate_interval]))`, ""}},
		},
		{
			title: "Latency, 90th percentile", description: "Time until the Service behind answered.",
			unit: units.Milliseconds, stat: true, thresholds: []float64{500, 2000},
			queries: []query{{`histogram_quantile(0.9, sum by (le) (rate(envoy_cluster_external_upstream_rq_time_bucket{envoy_cluster_name=~"$service"}[$__rate_interval])))`, ""}},
		},
		{
			title: "Connections", description: "Open connections of clients.",
			unit: units.Short, stat: true,
			queries: []query{{`sum(envoy_listener_downstream_cx_active)`, ""}},
		},
		{
			title: "Sent to clients", description: "Bytes per second.",
			unit: units.BytesPerSecondSI, stat: true,
			queries: []query{{`sum(rate(envoy_http_downstream_cx_tx_bytes_total{envoy_http_conn_manager_prefix=~"$listener"}[$__rate_interval]))`, ""}},
		},
		{
			title: "Received from clients", description: "Bytes per second.",
			unit: units.BytesPerSecondSI, stat: true,
			queries: []query{{`sum(rate(envoy_http_downstream_cx_rx_bytes_total{envoy_http_conn_manager_prefix=~"$listener"}[$__rate_interval]))`, ""}},
		},
	}
}

func gatewayListeners() []panel {
	return []panel{
		{
			title: "Requests by listener", description: "Per second.",
			unit:    units.RequestsPerSecond,
			queries: []query{{`sum by (envoy_http_conn_manager_prefix) (rate(envoy_http_downstream_rq_total{envoy_http_conn_manager_prefix=~"$listener"}[$__rate_interval]))`, "{{envoy_http_conn_manager_prefix}}"}},
		},
		{
			title: "Answers by status class", description: "Per second. The redirect to HTTPS counts as 3xx.",
			unit: units.RequestsPerSecond, stacked: true,
			queries: []query{{`sum by (envoy_response_code_class) (rate(envoy_listener_http_downstream_rq_xx{envoy_http_conn_manager_prefix=~"$listener"}[$__rate_interval]))`, "{{envoy_response_code_class}}xx"}},
		},
		{
			title: "Traffic with clients", description: "Bytes per second.",
			unit: units.BytesPerSecondSI,
			queries: []query{
				{`sum(rate(envoy_http_downstream_cx_tx_bytes_total{envoy_http_conn_manager_prefix=~"$listener"}[$__rate_interval]))`, "sent"},
				{`sum(rate(envoy_http_downstream_cx_rx_bytes_total{envoy_http_conn_manager_prefix=~"$listener"}[$__rate_interval]))`, "received"},
			},
		},
		{
			title: "Connections by address", description: "Open connections of clients. Envoy's own metrics listener is among them.",
			unit:    units.Short,
			queries: []query{{`sum by (envoy_listener_address) (envoy_listener_downstream_cx_active)`, "{{envoy_listener_address}}"}},
		},
	}
}

func gatewayServices() []panel {
	return []panel{
		{
			title: "Requests by Service", description: "Per second.",
			unit:    units.RequestsPerSecond,
			queries: []query{{`sum by (envoy_cluster_name) (rate(envoy_cluster_external_upstream_rq_time_count{envoy_cluster_name=~"$service"}[$__rate_interval]))`, "{{envoy_cluster_name}}"}},
		},
		{
			title: "Latency", description: "Time until the Service answered: median, 90th and 99th percentile.",
			unit: units.Milliseconds,
			queries: []query{
				{latency("0.5"), "{{envoy_cluster_name}} p50"},
				{latency("0.9"), "{{envoy_cluster_name}} p90"},
				{latency("0.99"), "{{envoy_cluster_name}} p99"},
			},
		},
		{
			title: "Traffic with Services", description: "Bytes per second.",
			unit: units.BytesPerSecondSI,
			queries: []query{
				{`sum by (envoy_cluster_name) (rate(envoy_cluster_upstream_cx_tx_bytes_total{envoy_cluster_name=~"$service"}[$__rate_interval]))`, "{{envoy_cluster_name}} sent"},
				{`sum by (envoy_cluster_name) (rate(envoy_cluster_upstream_cx_rx_bytes_total{envoy_cluster_name=~"$service"}[$__rate_interval]))`, "{{envoy_cluster_name}} received"},
			},
		},
	}
}

// latency is a quantile of the answer times of each Service.
func latency(quantile string) string {
	return `histogram_quantile(` + quantile + `, sum by (le, envoy_cluster_name) (rate(envoy_cluster_external_upstream_rq_time_bucket{envoy_cluster_name=~"$service"}[$__rate_interval])))`
}
