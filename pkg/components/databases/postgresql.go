package databases

import (
	_ "embed" // for the stages of Alloy

	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/components/postgresexporter"
	"seamark.dev/seamark/pkg/platform"
)

//go:embed postgresql.alloy
var postgresqlStages string

func postgresql() Engine {
	return Engine{
		Facts:   standard(platform.PostgreSQL),
		Managed: manageddatabase.PostgreSQL(),
		Exporter: Exporter{
			Program:     postgresexporter.Program(),
			Up:          "pg_up",
			Connections: `max(sum by (database_cluster) (pg_stat_database_numbackends) / max by (database_cluster) (pg_settings_max_connections))`,
			// Without a single standby there is no series to count.
			Standbys: func(of string) string {
				return `(count by (database_cluster) (pg_stat_replication_pg_wal_lsn_diff` + of + `) or max by (database_cluster) (pg_up` + of + `) * 0)`
			},
		},
		Alerts:      postgresqlAlerts(),
		Replication: postgresqlReplication(),
		Board:       postgresqlBoard(),
		Log: Log{
			Stages: sections(postgresqlStages),
			// FATAL ends one session, PANIC all of them.
			Levels: map[Level]string{
				Debug:    `DEBUG[1-5]`,
				Info:     `LOG|INFO|NOTICE|DETAIL|HINT|QUERY|CONTEXT|STATEMENT|LOCATION|BACKTRACE`,
				Warning:  `WARNING`,
				Error:    `ERROR|FATAL`,
				Critical: `PANIC`,
			},
			Metadata: []string{"db", "duration_ms", "pid", "severity", "user"},
			Refused:  `(password|peer|certificate) authentication failed|no pg_hba.conf entry`,
			Ended:    `deadlock detected|canceling statement`,
			Full:     `too many clients|connection slots are reserved`,
			Starved:  `out of memory`,
			Slowest: func(lines string) string {
				return `max by (database_cluster) (max_over_time(` + lines + ` |= "duration: " | regexp "duration: (?P<duration_ms>[0-9.]+) ms" | __error__="" | unwrap duration_ms [$__auto]))`
			},
			SlowAbove: "log_min_duration_statement",
		},
	}
}
