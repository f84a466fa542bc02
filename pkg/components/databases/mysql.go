package databases

import (
	_ "embed" // for the stages of Alloy and the runbook

	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/components/mysqlexporter"
	"seamark.dev/seamark/pkg/platform"
)

var (
	//go:embed mysql.alloy
	mysqlStages string
	//go:embed mysql.md
	mysqlRunbook string
)

func mysql(facts platform.DatabaseTable) Engine {
	return Engine{
		Facts:   factsOf(platform.MySQL, facts),
		Managed: manageddatabase.MySQL(),
		Exporter: Exporter{
			Program:     mysqlexporter.Program(),
			Up:          "mysql_up",
			Connections: `max(mysql_global_status_threads_connected / mysql_global_variables_max_connections)`,
			// Each standby node reads the primary's log in a session of its own.
			// Without one there is no series to count. How far it is behind only
			// the node itself could tell, and DigitalOcean shows no host of it.
			Standbys: func(of string) string {
				followers := of[:len(of)-1] + `, command=~"binlog_dump.*"}`
				return `(sum by (database_cluster) (mysql_info_schema_processlist_threads` + followers + `) or max by (database_cluster) (mysql_up` + of + `) * 0)`
			},
		},
		Alerts:  mysqlAlerts(),
		Runbook: mysqlRunbook,
		Board:   mysqlBoard(),
		Log: Log{
			Stages: sections(mysqlStages),
			Levels: map[Level]string{
				Info:    `System|Note`,
				Warning: `Warning`,
				Error:   `Error|ERROR`,
			},
			Metadata: []Field{
				{"code", "like `MY-010931`"}, {"query_time", "seconds, of a slow statement"}, {"severity", "its own word"},
				{"user", "of a slow statement"},
			},
			Examples: `# statements that MySQL took more than a second for
{job="database-logs"} | query_time > 1`,
			Refused: `Access denied for user`,
			Ended:   `Deadlock found|Lock wait timeout exceeded|Query execution was interrupted`,
			Full:    `Too many connections`,
			Starved: `Out of memory|Cannot allocate memory for the buffer pool`,
			Slowest: func(lines string) string {
				return `1000 * max by (database_cluster) (max_over_time(` + lines + ` |= "Query_time: " | regexp "Query_time: (?P<query_time>[0-9.]+)" | __error__="" | unwrap query_time [$__auto]))`
			},
			SlowAbove: "long_query_time",
		},
	}
}
