package dashboards

import "github.com/grafana/grafana-foundation-sdk/go/units"

// errorLevels are the severities of syslog that mean trouble, and what
// PostgreSQL and Valkey call theirs.
const errorLevels = "error|err|critical|crit|alert|emergency|emerg|fatal|panic"

// ofDatabase selects the lines of the databases that the reader chose.
const ofDatabase = `job="database-logs", environment=~"$environment", database_cluster=~"$database"`

// databaseLogs is what the managed databases say, by TLS syslog.
func databaseLogs() board {
	return board{
		name:        "database-logs",
		title:       "Database logs",
		description: "What the managed databases write to their logs. The variables keep their values on the way from the databases' metrics.",
		tags:        []string{"logs", "database", "postgresql", "valkey"},
		variables: []variable{
			{name: "environment", label: "Environment", streams: `{job="database-logs"}`},
			{name: "database", label: "Database cluster", streams: `{job="database-logs", environment=~"$environment"}`, of: "database_cluster"},
			{name: "level", label: "Level", streams: `{job="database-logs", environment=~"$environment", database_cluster=~"$database"}`},
			{name: "search", label: "Search", typed: true},
		},
		links: []string{"overview", "postgresql", "valkey", "database-machines", "logging"},
		rows: []row{
			{"How many", databaseLogNumbers()},
			{"Over time", databaseLogGraphs()},
			{"Lines", databaseLogLines()},
		},
	}
}

func databaseLogNumbers() []panel {
	return []panel{
		{
			title: "Lines", description: "Lines within the chosen time. None at all means that the log sink is silent.",
			unit: units.Short, stat: true, alarm: true, thresholds: []float64{1}, loki: true,
			queries: []query{{`sum(count_over_time({` + ofDatabase + `}[$__range]))`, ""}},
		},
		{
			title: "Errors", description: "Lines at the level error or worse, within the chosen time.",
			unit: units.Short, stat: true, thresholds: []float64{1, 100}, loki: true,
			queries: []query{{`sum(count_over_time({` + ofDatabase + `, level=~"` + errorLevels + `"}[$__range]))`, ""}},
		},
		{
			title: "Failed logins", description: "Lines of PostgreSQL that refuse a user, within the chosen time.",
			unit: units.Short, stat: true, thresholds: []float64{1, 20}, loki: true,
			queries: []query{{`sum(count_over_time({` + ofDatabase + `} |~ "(password|peer|certificate) authentication failed|no pg_hba.conf entry" [$__range]))`, ""}},
		},
		{
			title: "Deadlocks and cancellations", description: "Statements that PostgreSQL ended, within the chosen time.",
			unit: units.Short, stat: true, thresholds: []float64{1, 20}, loki: true,
			queries: []query{{`sum(count_over_time({` + ofDatabase + `} |~ "deadlock detected|canceling statement" [$__range]))`, ""}},
		},
		{
			title: "Out of connections", description: "Clients that were refused because all connections were taken, within the chosen time.",
			unit: units.Short, stat: true, thresholds: []float64{1, 1}, loki: true,
			queries: []query{{`sum(count_over_time({` + ofDatabase + `} |~ "too many clients|connection slots are reserved|max number of clients" [$__range]))`, ""}},
		},
		{
			title: "Out of memory", description: "Lines of either engine that want for memory, within the chosen time.",
			unit: units.Short, stat: true, thresholds: []float64{1, 1}, loki: true,
			queries: []query{{`sum(count_over_time({` + ofDatabase + `} |~ "(?i)out of memory|OOM command not allowed|Can't save in background" [$__range]))`, ""}},
		},
	}
}

func databaseLogGraphs() []panel {
	return []panel{
		{
			title: "Lines by database", description: "Lines per second.",
			unit: units.CountsPerSecond, loki: true,
			queries: []query{{`sum by (database_cluster) (rate({` + ofDatabase + `} [$__auto]))`, "{{database_cluster}}"}},
		},
		{
			title: "Lines by level", description: "Lines per second.",
			unit: units.CountsPerSecond, loki: true, stacked: true,
			queries: []query{{`sum by (level) (rate({` + ofDatabase + `} [$__auto]))`, "{{level}}"}},
		},
		{
			title: "Slowest statements", description: "The longest duration that PostgreSQL logged. It logs statements that take longer than log_min_duration_statement.",
			unit: units.Milliseconds, loki: true,
			queries: []query{{`max by (database_cluster) (max_over_time({` + ofDatabase + `} |= "duration: " | regexp "duration: (?P<duration_ms>[0-9.]+) ms" | __error__="" | unwrap duration_ms [$__auto]))`, "{{database_cluster}}"}},
		},
		{
			title: "Errors by database", description: "Lines per second at the level error or worse.",
			unit: units.CountsPerSecond, loki: true,
			queries: []query{{`sum by (database_cluster) (rate({` + ofDatabase + `, level=~"` + errorLevels + `"} [$__auto]))`, "{{database_cluster}}"}},
		},
	}
}

func databaseLogLines() []panel {
	return []panel{{
		title: "Lines", description: "The newest first. Search takes a regular expression, without regard to case; a line unfolds to its labels.",
		loki: true, logs: true,
		queries: []query{{`{` + ofDatabase + `, level=~"$level"} |~ "(?i)$search"`, ""}},
	}}
}
