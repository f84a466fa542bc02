package dashboards

import (
	"github.com/grafana/grafana-foundation-sdk/go/units"

	"seamark.dev/seamark/pkg/components/alloy"
	"seamark.dev/seamark/pkg/components/board"
	"seamark.dev/seamark/pkg/components/loki"
)

// logging is the health of what collects and keeps the logs.
func logging() board.Board {
	return board.Board{
		Name:        "logging",
		Title:       "Loki<!--with alloy--> and Alloy<!--end-->",
		Description: "Whether every line arrives and stays: <!--with alloy-->from Alloy on each node, <!--end-->through Loki, to the bucket.",
		Tags:        []string{"logs", "loki", "<!--with alloy-->alloy<!--end-->"},
		Variables: []board.Variable{
			{Name: "pod", Label: "Alloy", Metric: `alloy_build_info`, Watches: []string{alloy.ReleaseName}},
		},
		Links:   []string{"overview", "database-logs", "events"},
		Watches: []string{loki.ReleaseName},
		Rows: []board.Row{
			{Title: "Overview", Panels: loggingOverview()},
			{Title: "Alloy", Panels: board.Watching(loggingAlloy(), alloy.ReleaseName)},
			{Title: "Loki", Panels: loggingLoki()},
			{Title: "Loki's bucket", Panels: loggingStore()},
		},
	}
}

func loggingOverview() []board.Panel {
	return []board.Panel{
		{
			Title: "Lines lost", Description: "Lines that Alloy gave up on, or Loki refused, within the last hour.",
			Unit: units.Short, Stat: true, Thresholds: []float64{1, 1000}, Watches: []string{alloy.ReleaseName},
			Queries: []board.Query{
				{Expr: `sum(increase(loki_write_dropped_entries_total[1h])) or vector(0)`, Legend: "given up"},
				{Expr: `sum(increase(loki_discarded_samples_total[1h])) or vector(0)`, Legend: "refused"},
			},
		},
		{
			Title: "Failed writes", Description: "Share of the pushes that Loki answers with a 5xx status.<!--with alloy--> Alloy tries those again.<!--end-->",
			Unit: units.PercentUnit, Stat: true, Thresholds: []float64{0.01, 0.05},
			Queries: []board.Query{{Expr: `(sum(rate(loki_request_duration_seconds_count{route="loki_api_v1_push", status_code=~"5.."}[5m])) or vector(0)) / sum(rate(loki_request_duration_seconds_count{route="loki_api_v1_push"}[5m]))`}},
		},
		{
			Title: "Unhealthy components", Description: "Parts of Alloy's configuration that do not work, over all nodes.",
			Unit: units.Short, Stat: true, Thresholds: []float64{1, 1}, Watches: []string{alloy.ReleaseName},
			Queries: []board.Query{{Expr: `sum(alloy_component_controller_running_components{health_type!="healthy"}) or vector(0)`}},
		},
		{
			Title: "Last retention", Description: "Time since the compactor last deleted what is too old.",
			Unit: units.Seconds, Stat: true, Thresholds: []float64{6 * 3600, 24 * 3600},
			Queries: []board.Query{{Expr: `time() - max(loki_compactor_apply_retention_last_successful_run_timestamp_seconds > 0)`}},
		},
		{
			Title: "Missing lines", Description: "Lines that the canary wrote within the last hour and did not find again.",
			Unit: units.Short, Stat: true, Thresholds: []float64{1, 10},
			Queries: []board.Query{{Expr: `sum(increase(loki_canary_missing_entries_total[1h])) or vector(0)`}},
		},
		{
			Title: "Failed flushes", Description: "Chunks that could not be written to the bucket within the last hour.",
			Unit: units.Short, Stat: true, Thresholds: []float64{1, 10},
			Queries: []board.Query{{Expr: `sum(increase(loki_ingester_chunks_flush_failures_total[1h])) or vector(0)`}},
		},
	}
}

func loggingAlloy() []board.Panel {
	return []board.Panel{
		{
			Title: "Lines sent", Description: "Lines per second to Loki, by node.",
			Unit:    units.CountsPerSecond,
			Queries: []board.Query{{Expr: `sum by (pod) (rate(loki_write_sent_entries_total{pod=~"$pod"}[$__rate_interval]))`, Legend: "{{pod}}"}},
		},
		{
			Title: "Lines lost", Description: "Lines per second that were given up on, by reason.",
			Unit:    units.CountsPerSecond,
			Queries: []board.Query{{Expr: `sum by (reason) (rate(loki_write_dropped_entries_total{pod=~"$pod"}[$__rate_interval]))`, Legend: "{{reason}}"}},
		},
		{
			Title: "Not read yet", Description: "Bytes of the containers' log files that Alloy has still to read. It grows while Loki does not answer.",
			Unit:    units.BytesIEC,
			Queries: []board.Query{{Expr: `sum by (pod) (loki_source_file_file_bytes_total{pod=~"$pod"} - loki_source_file_read_bytes_total{pod=~"$pod"})`, Legend: "{{pod}}"}},
		},
		{
			Title: "Lines from databases", Description: "Lines per second that the syslog listener took, and those it could not read.",
			Unit: units.CountsPerSecond, Watches: []string{"logsink"},
			Queries: []board.Query{
				{Expr: `sum(rate(loki_source_syslog_entries_total{pod=~"$pod"}[$__rate_interval]))`, Legend: "taken"},
				{Expr: `sum(rate(loki_source_syslog_parsing_errors_total{pod=~"$pod"}[$__rate_interval]))`, Legend: "unreadable"},
			},
		},
		{
			Title: "Memory", Description: "Resident memory of Alloy, by node.",
			Unit:    units.BytesIEC,
			Queries: []board.Query{{Expr: `max by (pod) (alloy_resources_process_resident_memory_bytes{pod=~"$pod"})`, Legend: "{{pod}}"}},
		},
		{
			Title: "Repeated pushes", Description: "Batches per second that had to be sent again.",
			Unit:    units.CountsPerSecond,
			Queries: []board.Query{{Expr: `sum by (pod) (rate(loki_write_batch_retries_total{pod=~"$pod"}[$__rate_interval]))`, Legend: "{{pod}}"}},
		},
	}
}

func loggingLoki() []board.Panel {
	return []board.Panel{
		{
			Title: "Lines taken", Description: "Lines per second that Loki took.",
			Unit:    units.CountsPerSecond,
			Queries: []board.Query{{Expr: `sum(rate(loki_distributor_lines_received_total[$__rate_interval]))`, Legend: "lines"}},
		},
		{
			Title: "Bytes taken", Description: "Bytes of lines per second that Loki took, uncompressed.",
			Unit:    units.BytesPerSecondSI,
			Queries: []board.Query{{Expr: `sum(rate(loki_distributor_bytes_received_total[$__rate_interval]))`, Legend: "bytes"}},
		},
		{
			Title: "Lines refused", Description: "Lines per second, by reason.<!--with alloy--> Old lines (too_far_behind) that come in great numbers mean that Alloy reads its files from the start again.<!--end-->",
			Unit:    units.CountsPerSecond,
			Queries: []board.Query{{Expr: `sum by (reason) (rate(loki_discarded_samples_total[$__rate_interval]))`, Legend: "{{reason}}"}},
		},
		{
			Title: "Latency", Description: "99th percentile of the time that a request takes, by route.",
			Unit: units.Seconds,
			Queries: []board.Query{{
				Expr:   `histogram_quantile(0.99, sum by (le, route) (rate(loki_request_duration_seconds_bucket{route=~"loki_api_v1_(push|query_range|query)"}[$__rate_interval])))`,
				Legend: "{{route}}",
			}},
		},
		{
			Title: "Streams", Description: "Streams in memory; lines are counted once for each of three replicas. It jumps when a label gets new values all the time.",
			Unit:    units.Short,
			Queries: []board.Query{{Expr: `sum by (pod) (loki_ingester_memory_streams)`, Legend: "{{pod}}"}},
		},
		{
			Title: "Chunks", Description: "Chunks in memory, by replica.",
			Unit:    units.Short,
			Queries: []board.Query{{Expr: `sum by (pod) (loki_ingester_memory_chunks)`, Legend: "{{pod}}"}},
		},
	}
}

func loggingStore() []board.Panel {
	return []board.Panel{
		{
			Title: "Requests to the bucket", Description: "Per second, by operation.",
			Unit:    units.RequestsPerSecond,
			Queries: []board.Query{{Expr: `sum by (operation) (rate(loki_objstore_bucket_operations_total[$__rate_interval]))`, Legend: "{{operation}}"}},
		},
		{
			Title: "Failed requests to the bucket", Description: "Per second, by operation.",
			Unit:    units.RequestsPerSecond,
			Queries: []board.Query{{Expr: `sum by (operation) (rate(loki_objstore_bucket_operation_failures_total[$__rate_interval]))`, Legend: "{{operation}}"}},
		},
	}
}
