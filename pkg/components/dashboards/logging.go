package dashboards

import "github.com/grafana/grafana-foundation-sdk/go/units"

// logging is the health of what collects and keeps the logs.
func logging() board {
	return board{
		name:        "logging",
		title:       "Loki and Alloy",
		description: "Whether every line arrives and stays: from Alloy on each node, through Loki, to the bucket.",
		tags:        []string{"logs", "loki", "alloy"},
		variables: []variable{
			{name: "pod", label: "Alloy", metric: `alloy_build_info`},
		},
		links: []string{"overview", "database-logs", "events"},
		rows: []row{
			{"Overview", loggingOverview()},
			{"Alloy", loggingAlloy()},
			{"Loki", loggingLoki()},
			{"Loki's bucket", loggingStore()},
		},
	}
}

func loggingOverview() []panel {
	return []panel{
		{
			title: "Lines lost", description: "Lines that Alloy gave up on, or Loki refused, within the last hour.",
			unit: units.Short, stat: true, thresholds: []float64{1, 1000},
			queries: []query{
				{`sum(increase(loki_write_dropped_entries_total[1h])) or vector(0)`, "given up"},
				{`sum(increase(loki_discarded_samples_total[1h])) or vector(0)`, "refused"},
			},
		},
		{
			title: "Failed writes", description: "Share of the pushes that Loki answers with a 5xx status. Alloy tries those again.",
			unit: units.PercentUnit, stat: true, thresholds: []float64{0.01, 0.05},
			queries: []query{{`(sum(rate(loki_request_duration_seconds_count{route="loki_api_v1_push", status_code=~"5.."}[5m])) or vector(0)) / sum(rate(loki_request_duration_seconds_count{route="loki_api_v1_push"}[5m]))`, ""}},
		},
		{
			title: "Unhealthy components", description: "Parts of Alloy's configuration that do not work, over all nodes.",
			unit: units.Short, stat: true, thresholds: []float64{1, 1},
			queries: []query{{`sum(alloy_component_controller_running_components{health_type!="healthy"}) or vector(0)`, ""}},
		},
		{
			title: "Last retention", description: "Time since the compactor last deleted what is too old.",
			unit: units.Seconds, stat: true, thresholds: []float64{6 * 3600, 24 * 3600},
			queries: []query{{`time() - max(loki_compactor_apply_retention_last_successful_run_timestamp_seconds > 0)`, ""}},
		},
		{
			title: "Missing lines", description: "Lines that the canary wrote within the last hour and did not find again.",
			unit: units.Short, stat: true, thresholds: []float64{1, 10},
			queries: []query{{`sum(increase(loki_canary_missing_entries_total[1h])) or vector(0)`, ""}},
		},
		{
			title: "Failed flushes", description: "Chunks that could not be written to the bucket within the last hour.",
			unit: units.Short, stat: true, thresholds: []float64{1, 10},
			queries: []query{{`sum(increase(loki_ingester_chunks_flush_failures_total[1h])) or vector(0)`, ""}},
		},
	}
}

func loggingAlloy() []panel {
	return []panel{
		{
			title: "Lines sent", description: "Lines per second to Loki, by node.",
			unit:    units.CountsPerSecond,
			queries: []query{{`sum by (pod) (rate(loki_write_sent_entries_total{pod=~"$pod"}[$__rate_interval]))`, "{{pod}}"}},
		},
		{
			title: "Lines lost", description: "Lines per second that were given up on, by reason.",
			unit:    units.CountsPerSecond,
			queries: []query{{`sum by (reason) (rate(loki_write_dropped_entries_total{pod=~"$pod"}[$__rate_interval]))`, "{{reason}}"}},
		},
		{
			title: "Not read yet", description: "Bytes of the containers' log files that Alloy has still to read. It grows while Loki does not answer.",
			unit:    units.BytesIEC,
			queries: []query{{`sum by (pod) (loki_source_file_file_bytes_total{pod=~"$pod"} - loki_source_file_read_bytes_total{pod=~"$pod"})`, "{{pod}}"}},
		},
		{
			title: "Lines from databases", description: "Lines per second that the syslog listener took, and those it could not read.",
			unit: units.CountsPerSecond,
			queries: []query{
				{`sum(rate(loki_source_syslog_entries_total{pod=~"$pod"}[$__rate_interval]))`, "taken"},
				{`sum(rate(loki_source_syslog_parsing_errors_total{pod=~"$pod"}[$__rate_interval]))`, "unreadable"},
			},
		},
		{
			title: "Memory", description: "Resident memory of Alloy, by node.",
			unit:    units.BytesIEC,
			queries: []query{{`max by (pod) (alloy_resources_process_resident_memory_bytes{pod=~"$pod"})`, "{{pod}}"}},
		},
		{
			title: "Repeated pushes", description: "Batches per second that had to be sent again.",
			unit:    units.CountsPerSecond,
			queries: []query{{`sum by (pod) (rate(loki_write_batch_retries_total{pod=~"$pod"}[$__rate_interval]))`, "{{pod}}"}},
		},
	}
}

func loggingLoki() []panel {
	return []panel{
		{
			title: "Lines taken", description: "Lines per second that Loki took.",
			unit:    units.CountsPerSecond,
			queries: []query{{`sum(rate(loki_distributor_lines_received_total[$__rate_interval]))`, "lines"}},
		},
		{
			title: "Bytes taken", description: "Bytes of lines per second that Loki took, uncompressed.",
			unit:    units.BytesPerSecondSI,
			queries: []query{{`sum(rate(loki_distributor_bytes_received_total[$__rate_interval]))`, "bytes"}},
		},
		{
			title: "Lines refused", description: "Lines per second, by reason. Old lines (too_far_behind) that come in great numbers mean that Alloy reads its files from the start again.",
			unit:    units.CountsPerSecond,
			queries: []query{{`sum by (reason) (rate(loki_discarded_samples_total[$__rate_interval]))`, "{{reason}}"}},
		},
		{
			title: "Latency", description: "99th percentile of the time that a request takes, by route.",
			unit: units.Seconds,
			queries: []query{{
				`histogram_quantile(0.99, sum by (le, route) (rate(loki_request_duration_seconds_bucket{route=~"loki_api_v1_(push|query_range|query)"}[$__rate_interval])))`, "{{route}}",
			}},
		},
		{
			title: "Streams", description: "Streams in memory; lines are counted once for each of three replicas. It jumps when a label gets new values all the time.",
			unit:    units.Short,
			queries: []query{{`sum by (pod) (loki_ingester_memory_streams)`, "{{pod}}"}},
		},
		{
			title: "Chunks", description: "Chunks in memory, by replica.",
			unit:    units.Short,
			queries: []query{{`sum by (pod) (loki_ingester_memory_chunks)`, "{{pod}}"}},
		},
	}
}

func loggingStore() []panel {
	return []panel{
		{
			title: "Requests to the bucket", description: "Per second, by operation.",
			unit:    units.RequestsPerSecond,
			queries: []query{{`sum by (operation) (rate(loki_objstore_bucket_operations_total[$__rate_interval]))`, "{{operation}}"}},
		},
		{
			title: "Failed requests to the bucket", description: "Per second, by operation.",
			unit:    units.RequestsPerSecond,
			queries: []query{{`sum by (operation) (rate(loki_objstore_bucket_operation_failures_total[$__rate_interval]))`, "{{operation}}"}},
		},
	}
}
