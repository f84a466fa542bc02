package rules

import (
	"slices"

	"seamark.dev/seamark/pkg/components/dokscluster"
)

const inServices = `namespace="` + dokscluster.NamespaceClusterServices + `"`

// logs are the alerts on the way of a line: from its source to the bucket.
func logs() []alert {
	return slices.Concat(sources(), collection(), storage())
}

// anyDatabaseUp is true while at least one database answers.
const anyDatabaseUp = `(max(pg_up or redis_up) == 1)`

// sources are the alerts on the log sinks of the databases.
func sources() []alert {
	return []alert{
		{
			name:     "DatabaseLogsSilent",
			severity: warning,
			// The listener counts over all databases and all nodes. Under any
			// load PostgreSQL logs its checkpoints and Valkey its saves.
			expr:        `sum(increase(loki_source_syslog_entries_total[2h])) == 0 and ` + anyDatabaseUp,
			duration:    "30m",
			summary:     "No database sends its log",
			description: "The databases are up, but the syslog listener has not taken a line for two hours.",
		},
		{
			name:     "DatabaseLogSilent",
			severity: warning,
			// Alloy forgets a count that rests, so that its presence means a
			// line. Nothing is said as long as no database's lines are
			// counted, which the alert above is for.
			expr: `max by (database_cluster) (pg_up or redis_up) == 1 unless on (database_cluster) ` +
				`max by (database_cluster) (present_over_time(loki_process_custom_database_log_lines_total[6h])) ` +
				`and on () count(present_over_time(loki_process_custom_database_log_lines_total[6h]))`,
			duration:    "30m",
			summary:     "The database {{ $labels.database_cluster }} sends no log",
			description: "The database {{ $labels.database_cluster }} is up and others send their lines, but none of its own has come for six hours.",
		},
		{
			name:        "DatabaseLogLinesUnreadable",
			severity:    warning,
			expr:        `sum(increase(loki_source_syslog_parsing_errors_total[15m])) > 10`,
			duration:    "15m",
			summary:     "Log lines of the databases cannot be read",
			description: "The syslog listener dropped {{ $value | humanize }} messages within 15 minutes that are no RFC 5424, or longer than it takes.",
		},
	}
}

// collection are the alerts on Alloy.
func collection() []alert {
	return []alert{
		{
			name:        "LogLinesLost",
			severity:    critical,
			expr:        `sum by (reason) (increase(loki_write_dropped_entries_total[15m])) > 0`,
			duration:    "5m",
			summary:     "Alloy gives log lines up",
			description: "Within 15 minutes {{ $value | humanize }} lines were lost, for the reason {{ $labels.reason }}.",
		},
		{
			name:        "LogCollectionBehind",
			severity:    warning,
			expr:        `sum by (pod) (loki_source_file_file_bytes_total - loki_source_file_read_bytes_total) > 100 * 1024 * 1024`,
			duration:    "30m",
			summary:     "{{ $labels.pod }} falls behind with its log files",
			description: "{{ $labels.pod }} has {{ $value | humanize1024 }}B of its node's logs still to read. What a node rotates away before that is lost.",
		},
		{
			name:     "LogPositionsLost",
			severity: warning,
			// An Alloy without its positions reads all files from the start,
			// and Loki refuses what is older than what it has.
			expr:        `sum(increase(loki_discarded_samples_total{reason=~"too_far_behind|greater_than_max_sample_age|out_of_order"}[15m])) > 1000`,
			duration:    "10m",
			summary:     "Old log lines are sent again",
			description: "Loki refused {{ $value | humanize }} lines within 15 minutes for being too old. Most likely an Alloy has lost its positions and reads its files from the start.",
		},
		{
			name:        "AlloyComponentUnhealthy",
			severity:    warning,
			expr:        `sum by (pod) (alloy_component_controller_running_components{health_type!="healthy"}) > 0`,
			duration:    "15m",
			summary:     "Part of {{ $labels.pod }} does not work",
			description: "{{ $value }} components of {{ $labels.pod }} are not healthy: a source or a listener may be dead while the pod runs.",
		},
	}
}
