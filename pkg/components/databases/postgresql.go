package databases

import (
	_ "embed" // for the stages of Alloy and the runbook

	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/components/postgresexporter"
	"seamark.dev/seamark/pkg/platform"
)

var (
	//go:embed postgresql.alloy
	postgresqlStages string
	//go:embed postgresql.md
	postgresqlRunbook string
)

func postgresql(facts platform.DatabaseTable) Engine {
	return Engine{
		Facts:   factsOf(platform.PostgreSQL, facts),
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
		Runbook:     postgresqlRunbook,
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
			Metadata: []Field{
				{"db", "the database"}, {"duration_ms", "milliseconds, where a statement was timed"}, {"pid", ""},
				{"severity", "its own word, like `FATAL` or `STATEMENT`"}, {"user", ""},
			},
			Examples: `# statements of PostgreSQL slower than 100 ms
{job="database-logs"} | duration_ms > 100
# the slowest statement of each user
max_over_time({job="database-logs"} | duration_ms > 0 | unwrap duration_ms [1h]) by (database_cluster, db, user)
# sessions that PostgreSQL ended or refused
{job="database-logs"} | severity="FATAL"`,
			Refused: `(password|peer|certificate) authentication failed|no pg_hba.conf entry`,
			Ended:   `deadlock detected|canceling statement`,
			Full:    `too many clients|connection slots are reserved`,
			Starved: `out of memory`,
			Slowest: func(lines string) string {
				return `max by (database_cluster) (max_over_time(` + lines + ` |= "duration: " | regexp "duration: (?P<duration_ms>[0-9.]+) ms" | __error__="" | unwrap duration_ms [$__auto]))`
			},
			SlowAbove: "log_min_duration_statement",
		},
	}
}
