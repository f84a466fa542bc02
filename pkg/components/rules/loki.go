package rules

import "seamark.dev/seamark/pkg/components/alert"

// storage are the alerts on Loki.
func storage() []alert.Alert {
	const pushes = `rate(loki_request_duration_seconds_count{` + inServices + `, route="loki_api_v1_push"`
	return []alert.Alert{
		{
			Name:        "LogWritesFailing",
			Severity:    alert.Critical,
			Expr:        `sum(` + pushes + `, status_code=~"5.."}[5m])) / sum(` + pushes + `}[5m])) > 0.05`,
			For:         "10m",
			Summary:     "Loki refuses log lines",
			Description: "{{ $value | humanizePercentage }} of the writes to Loki fail.<!--with alloy--> Alloy tries again for a while; after that the lines are lost.<!--end-->",
		},
		{
			Name:     "LogLinesRefused",
			Severity: alert.Warning,
			// Alloy does not send a refused line again. Old lines have an
			// alert of their own.
			Expr:        `sum by (reason) (increase(loki_discarded_samples_total{reason!~"too_far_behind|greater_than_max_sample_age|out_of_order"}[15m])) > 100`,
			For:         "15m",
			Summary:     "Loki refuses log lines for good",
			Description: "Loki refused {{ $value | humanize }} lines within 15 minutes, for the reason {{ $labels.reason }}. They are lost.",
		},
		{
			Name:        "LogFlushesFailing",
			Severity:    alert.Critical,
			Expr:        `sum(increase(loki_ingester_chunks_flush_failures_total[15m])) > 0`,
			For:         "15m",
			Summary:     "Loki cannot write to its bucket",
			Description: "{{ $value | humanize }} attempts to write a chunk failed within 15 minutes. Lines pile up in Loki's volumes, and are lost when those are full.",
		},
		{
			Name:     "LogRetentionStalled",
			Severity: alert.Warning,
			// It runs at every compaction, each ten minutes. The one replica
			// that has never run it says 0.
			Expr:        `time() - max(loki_compactor_apply_retention_last_successful_run_timestamp_seconds) > 24 * 3600`,
			For:         "1h",
			Summary:     "Old log lines are not deleted",
			Description: "Loki last deleted what is too old {{ $value | humanizeDuration }} ago. The bucket grows, and lines are kept for longer than was promised.",
		},
		{
			Name:        "LogCompactorStalled",
			Severity:    alert.Warning,
			Expr:        `time() - max(loki_boltdb_shipper_compact_tables_operation_last_successful_run_timestamp_seconds) > 3 * 3600`,
			For:         "1h",
			Summary:     "Loki's index is not compacted",
			Description: "Loki last compacted its index {{ $value | humanizeDuration }} ago; it should every ten minutes. Queries become slow, and nothing old is deleted.",
		},
		{
			Name:        "LogLinesMissing",
			Severity:    alert.Warning,
			Expr:        `sum(increase(loki_canary_missing_entries_total[30m])) > 3`,
			For:         "15m",
			Summary:     "Written log lines are not found again",
			Description: "The canary did not find {{ $value | humanize }} of the lines that it wrote within half an hour. Others are missing as well.",
		},
	}
}
