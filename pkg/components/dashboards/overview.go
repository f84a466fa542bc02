package dashboards

import "github.com/grafana/grafana-foundation-sdk/go/units"

// overview is what a person on call opens first: what is red, and where to look
// next. Each panel leads to the dashboard that says more.
//
// The series of an environment's Prometheus have no label for the environment,
// other than those of the databases' own metrics endpoints: each environment
// has a Prometheus of its own, which the variable datasource chooses.
func overview() board {
	return board{
		name:        "overview",
		title:       "Overview",
		description: "What is red now, on one page. Start here; every panel leads on.",
		tags:        []string{"overview"},
		variables: []variable{
			{name: "environment", label: "Environment", metric: `system_uptime`},
		},
		links: []string{"postgresql", "valkey", "database-machines", "database-logs", "gateway", "logging", "events"},
		rows: []row{
			{"What is red", overviewAlerts()},
			{"Databases", overviewDatabases()},
			{"Visitors", overviewVisitors()},
			{"Logs and cluster", overviewCluster()},
			{"Last errors of the databases", overviewErrors()},
		},
	}
}

// firing are the alerts that somebody must look at: Watchdog always fires, and
// InfoInhibitor is a tool of the others.
const firing = `ALERTS{alertstate="firing", alertname!~"Watchdog|InfoInhibitor"`

func overviewAlerts() []panel {
	return []panel{
		{
			title: "Critical", description: "Critical alerts that fire. Somebody must look now.",
			unit: units.Short, stat: true, thresholds: []float64{1, 1},
			queries: []query{{`count(` + firing + `, severity="critical"}) or vector(0)`, ""}},
		},
		{
			title: "Warnings", description: "Warnings that fire. Somebody must look today.",
			unit: units.Short, stat: true, thresholds: []float64{1, 10},
			queries: []query{{`count(` + firing + `, severity="warning"}) or vector(0)`, ""}},
		},
		{
			title: "Databases down", description: "Databases that their exporters cannot log in to.",
			unit: units.Short, stat: true, thresholds: []float64{1, 1}, to: "postgresql",
			queries: []query{{`count(pg_up == 0 or redis_up == 0) or vector(0)`, ""}},
		},
		{
			title: "Failed requests", description: "Share of the visitors' requests of the last 5 minutes that were answered with a 5xx status.",
			unit: units.PercentUnit, stat: true, thresholds: []float64{0.005, 0.05}, to: "gateway",
			queries: []query{{`gateway:errors:rate5m / (gateway:requests:rate5m > 0)`, ""}},
		},
		{
			title: "Log lines lost", description: "Lines that Alloy gave up on within the last hour.",
			unit: units.Short, stat: true, thresholds: []float64{1, 1000}, to: "logging",
			queries: []query{{`sum(increase(loki_write_dropped_entries_total[1h])) or vector(0)`, ""}},
		},
		{
			title: "Targets down", description: "What Prometheus cannot scrape.",
			unit: units.Short, stat: true, thresholds: []float64{1, 3},
			queries: []query{{`count(up == 0) or vector(0)`, ""}},
		},
		{
			title: "Alerts", description: "Everything that fires, critical first. The runbook docs/runbooks says what each means and what to do.",
			table:   true,
			queries: []query{{`sort_desc((` + firing + `, severity="critical"} * 2) or ` + firing + `, severity!="critical"})`, ""}},
		},
	}
}

func overviewDatabases() []panel {
	return []panel{
		{
			title: "PostgreSQL", description: "1 if the exporter can log in, for each database.",
			unit: units.Short, stat: true, alarm: true, thresholds: []float64{1}, to: "postgresql",
			queries: []query{{`min by (database_cluster) (pg_up)`, "{{database_cluster}}"}},
		},
		{
			title: "Valkey", description: "1 if the exporter can log in, for each database.",
			unit: units.Short, stat: true, alarm: true, thresholds: []float64{1}, to: "valkey",
			queries: []query{{`min by (database_cluster) (redis_up)`, "{{database_cluster}}"}},
		},
		{
			title: "Connections", description: "Share of the connections that a server takes which are in use, of the fullest server.",
			unit: units.PercentUnit, stat: true, thresholds: []float64{0.7, 0.85}, to: "postgresql",
			queries: []query{
				{`max(sum by (database_cluster) (pg_stat_database_numbackends) / max by (database_cluster) (pg_settings_max_connections))`, "PostgreSQL"},
				{`max(redis_connected_clients / redis_max_clients)`, "Valkey"},
			},
		},
		{
			title: "Fullest disk", description: "Percent in use of the fullest disk of a database's machine. A full disk makes a database read-only.",
			unit: units.Percent, stat: true, thresholds: []float64{70, 85}, to: "database-machines",
			queries: []query{{`max(disk_used_percent{environment=~"$environment", fstype!~"squashfs|iso9660"})`, ""}},
		},
		{
			title: "Fullest memory", description: "Percent in use of the memory of a database's machine.",
			unit: units.Percent, stat: true, thresholds: []float64{80, 95}, to: "database-machines",
			queries: []query{{`max(mem_used_percent{environment=~"$environment"})`, ""}},
		},
		{
			title: "Evictions", description: "Keys per second that Valkey throws out for want of memory.",
			unit: units.CountsPerSecond, stat: true, thresholds: []float64{0.001, 1}, to: "valkey",
			queries: []query{{`sum(rate(redis_evicted_keys_total[$__rate_interval]))`, ""}},
		},
	}
}

func overviewVisitors() []panel {
	return []panel{
		{
			title: "Requests and failures", description: "Requests through the Gateway per second, and those that were answered with a 5xx status.",
			unit: units.RequestsPerSecond, to: "gateway",
			queries: []query{
				{`gateway:requests:rate5m`, "requests"},
				{`gateway:errors:rate5m`, "failures"},
			},
		},
		{
			title: "Slow answers", description: "Share of the answers that took longer than a second.",
			unit: units.PercentUnit, thresholds: []float64{0.05, 0.3}, to: "gateway",
			queries: []query{{`gateway:slow:rate5m / (gateway:upstream_requests:rate5m > 0)`, "slow"}},
		},
	}
}

func overviewErrors() []panel {
	return []panel{{
		title: "Errors", description: "Lines of the managed databases at the level error or worse.",
		loki: true, logs: true,
		queries: []query{{`{job="database-logs", environment=~"$environment", level=~"` + errorLevels + `"}`, ""}},
	}}
}
