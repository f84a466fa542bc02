package rules

import (
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/components/alert"
	"seamark.dev/seamark/pkg/components/alloy"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/loki"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/platform"
)

const inServices = `namespace="` + dokscluster.NamespaceClusterServices + `"`

// logs are the alerts on the way of a line: from its source to the bucket.
func logs(engines databases.Table, env platform.Environment, present declare.Present) []alert.Alert {
	return slices.Concat(
		alert.Watching(sources(engines, env, present), "logsink", alloy.ReleaseName),
		alert.Watching(collection(), alloy.ReleaseName),
		alert.Watching(storage(), loki.ReleaseName),
	)
}

// The alerts on databases that are silent though they are up.
const (
	logsSilent = "DatabaseLogsSilent"
	logSilent  = "DatabaseLogSilent"
)

// silentOnPurpose matches the databases that are not among those that are only
// looked at, and so send no log, and tells whether all of them are.
func silentOnPurpose(env platform.Environment) (matcher string, all bool) {
	var observed []string
	for _, name := range env.DatabaseNames() {
		if env.Databases[name].Observed() {
			observed = append(observed, name)
		}
	}
	if len(observed) > 0 {
		matcher = `{database_cluster!~"` + strings.Join(observed, "|") + `"}`
	}
	return matcher, len(observed) == len(env.Databases)
}

// sources are the alerts on the log sinks of the databases. That a database is
// silent, and not away, only its exporter knows.
func sources(engines databases.Table, env platform.Environment, present declare.Present) []alert.Alert {
	silent, all := silentOnPurpose(env)
	if all {
		return nil
	}
	answering := up(engines.Watched(env, present), silent)
	exporter := engines.AnExporter(env)
	return []alert.Alert{
		{
			Name:     logsSilent,
			Watches:  []string{exporter},
			Severity: alert.Warning,
			// The listener counts over all databases and all nodes. Under any
			// load PostgreSQL logs its checkpoints and Valkey its saves.
			Expr:        `sum(increase(loki_source_syslog_entries_total[2h])) == 0 and (max(` + answering + `) == 1)`,
			For:         "30m",
			Summary:     "No database sends its log",
			Description: "The databases are up, but the syslog listener has not taken a line for two hours.",
		},
		{
			Name:     logSilent,
			Watches:  []string{exporter},
			Severity: alert.Warning,
			// Alloy forgets a count that rests, so that its presence means a
			// line. Nothing is said as long as no database's lines are
			// counted, which the alert above is for.
			Expr: `max by (database_cluster) (` + answering + `) == 1 unless on (database_cluster) ` +
				`max by (database_cluster) (present_over_time(loki_process_custom_database_log_lines_total[6h])) ` +
				`and on () count(present_over_time(loki_process_custom_database_log_lines_total[6h]))`,
			For:         "30m",
			Summary:     "The database {{ $labels.database_cluster }} sends no log",
			Description: "The database {{ $labels.database_cluster }} is up and others send their lines, but none of its own has come for six hours.",
		},
		{
			Name:        "DatabaseLogLinesUnreadable",
			Severity:    alert.Warning,
			Expr:        `sum(increase(loki_source_syslog_parsing_errors_total[15m])) > 10`,
			For:         "15m",
			Summary:     "Log lines of the databases cannot be read",
			Description: "The syslog listener dropped {{ $value | humanize }} messages within 15 minutes that are no RFC 5424, or longer than it takes.",
		},
	}
}

// collection are the alerts on Alloy.
func collection() []alert.Alert {
	return []alert.Alert{
		{
			Name:        "LogLinesLost",
			Severity:    alert.Critical,
			Expr:        `sum by (reason) (increase(loki_write_dropped_entries_total[15m])) > 0`,
			For:         "5m",
			Summary:     "Alloy gives log lines up",
			Description: "Within 15 minutes {{ $value | humanize }} lines were lost, for the reason {{ $labels.reason }}.",
		},
		{
			Name:        "LogCollectionBehind",
			Severity:    alert.Warning,
			Expr:        `sum by (pod) (loki_source_file_file_bytes_total - loki_source_file_read_bytes_total) > 100 * 1024 * 1024`,
			For:         "30m",
			Summary:     "{{ $labels.pod }} falls behind with its log files",
			Description: "{{ $labels.pod }} has {{ $value | humanize1024 }}B of its node's logs still to read. What a node rotates away before that is lost.",
		},
		{
			Name:     "LogPositionsLost",
			Watches:  []string{loki.ReleaseName},
			Severity: alert.Warning,
			// An Alloy without its positions reads all files from the start,
			// and Loki refuses what is older than what it has.
			Expr:        `sum(increase(loki_discarded_samples_total{reason=~"too_far_behind|greater_than_max_sample_age|out_of_order"}[15m])) > 1000`,
			For:         "10m",
			Summary:     "Old log lines are sent again",
			Description: "Loki refused {{ $value | humanize }} lines within 15 minutes for being too old. Most likely an Alloy has lost its positions and reads its files from the start.",
		},
		{
			Name:        "AlloyComponentUnhealthy",
			Severity:    alert.Warning,
			Expr:        `sum by (pod) (alloy_component_controller_running_components{health_type!="healthy"}) > 0`,
			For:         "15m",
			Summary:     "Part of {{ $labels.pod }} does not work",
			Description: "{{ $value }} components of {{ $labels.pod }} are not healthy: a source or a listener may be dead while the pod runs.",
		},
	}
}
