package rules

// storage are the alerts on Loki.
func storage() []alert {
	const pushes = `rate(loki_request_duration_seconds_count{` + inServices + `, route="loki_api_v1_push"`
	return []alert{
		{
			name:        "LogWritesFailing",
			severity:    critical,
			expr:        `sum(` + pushes + `, status_code=~"5.."}[5m])) / sum(` + pushes + `}[5m])) > 0.05`,
			duration:    "10m",
			summary:     "Loki refuses log lines",
			description: "{{ $value | humanizePercentage }} of the writes to Loki fail. Alloy tries again for a while; after that the lines are lost.",
		},
		{
			name:     "LogLinesRefused",
			severity: warning,
			// Alloy does not send a refused line again. Old lines have an
			// alert of their own.
			expr:        `sum by (reason) (increase(loki_discarded_samples_total{reason!~"too_far_behind|greater_than_max_sample_age|out_of_order"}[15m])) > 100`,
			duration:    "15m",
			summary:     "Loki refuses log lines for good",
			description: "Loki refused {{ $value | humanize }} lines within 15 minutes, for the reason {{ $labels.reason }}. They are lost.",
		},
		{
			name:        "LogFlushesFailing",
			severity:    critical,
			expr:        `sum(increase(loki_ingester_chunks_flush_failures_total[15m])) > 0`,
			duration:    "15m",
			summary:     "Loki cannot write to its bucket",
			description: "{{ $value | humanize }} attempts to write a chunk failed within 15 minutes. Lines pile up in Loki's volumes, and are lost when those are full.",
		},
		{
			name:     "LogRetentionStalled",
			severity: warning,
			// It runs at every compaction, each ten minutes. The one replica
			// that has never run it says 0.
			expr:        `time() - max(loki_compactor_apply_retention_last_successful_run_timestamp_seconds) > 24 * 3600`,
			duration:    "1h",
			summary:     "Old log lines are not deleted",
			description: "Loki last deleted what is too old {{ $value | humanizeDuration }} ago. The bucket grows, and lines are kept for longer than was promised.",
		},
		{
			name:        "LogCompactorStalled",
			severity:    warning,
			expr:        `time() - max(loki_boltdb_shipper_compact_tables_operation_last_successful_run_timestamp_seconds) > 3 * 3600`,
			duration:    "1h",
			summary:     "Loki's index is not compacted",
			description: "Loki last compacted its index {{ $value | humanizeDuration }} ago; it should every ten minutes. Queries become slow, and nothing old is deleted.",
		},
		{
			name:        "LogLinesMissing",
			severity:    warning,
			expr:        `sum(increase(loki_canary_missing_entries_total[30m])) > 3`,
			duration:    "15m",
			summary:     "Written log lines are not found again",
			description: "The canary did not find {{ $value | humanize }} of the lines that it wrote within half an hour. Others are missing as well.",
		},
	}
}
