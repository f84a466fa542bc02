package dashboards

import (
	"strings"

	"github.com/grafana/grafana-foundation-sdk/go/units"

	"seamark.dev/seamark/pkg/components/alloy"
	"seamark.dev/seamark/pkg/components/board"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/components/loki"
)

// machines is the component that brings the endpoints of databases' machines.
var machines = []string{"manageddatabase"}

const overviewName = "overview"

// overview is what a person on call opens first: what is red, and where to look
// next. Each panel leads to the dashboard that says more.
//
// The series of an environment's Prometheus have no label for the environment,
// other than those of the databases' own metrics endpoints: each environment
// has a Prometheus of its own, which the variable datasource chooses.
func overview(engines []databases.Engine) board.Board {
	return board.Board{
		Name:        overviewName,
		Title:       "Overview",
		Description: "What is red now, on one page. Start here; every panel leads on.",
		Tags:        []string{"overview"},
		Variables: []board.Variable{
			{Name: "environment", Label: "Environment", Metric: `system_uptime`, Watches: machines},
		},
		Links: append(names(engines), "database-machines", "database-logs", "gateway", "logging", "events"),
		Rows: []board.Row{
			{Title: "What is red", Panels: overviewAlerts(engines)},
			{Title: "Databases", Panels: overviewDatabases(engines)},
			{Title: "Visitors", Panels: board.Watching(overviewVisitors(), recorded...)},
			{Title: "Logs and cluster", Panels: overviewCluster()},
			{Title: "Last errors of the databases", Panels: board.Watching(overviewErrors(), "manageddatabase", "logsink", loki.ReleaseName)},
		},
	}
}

// firing are the alerts that somebody must look at: Watchdog always fires, and
// InfoInhibitor is a tool of the others.
const firing = `ALERTS{alertstate="firing", alertname!~"Watchdog|InfoInhibitor"`

func overviewAlerts(engines []databases.Engine) []board.Panel {
	var down []string
	for _, e := range engines {
		down = append(down, e.Exporter.Up+" == 0")
	}
	return []board.Panel{
		{
			Title: "Critical", Description: "Critical alerts that fire. Somebody must look now.",
			Unit: units.Short, Stat: true, Thresholds: []float64{1, 1},
			Queries: []board.Query{{Expr: `count(` + firing + `, severity="critical"}) or vector(0)`}},
		},
		{
			Title: "Warnings", Description: "Warnings that fire. Somebody must look today.",
			Unit: units.Short, Stat: true, Thresholds: []float64{1, 10},
			Queries: []board.Query{{Expr: `count(` + firing + `, severity="warning"}) or vector(0)`}},
		},
		{
			Title: "Databases down", Description: "Databases that their exporters cannot log in to.",
			Unit: units.Short, Stat: true, Thresholds: []float64{1, 1}, To: first(engines), Watches: exporting(engines),
			Queries: []board.Query{{Expr: `count(` + strings.Join(down, " or ") + `) or vector(0)`}},
		},
		{
			Title: "Failed requests", Description: "Share of the visitors' requests of the last 5 minutes that were answered with a 5xx status.",
			Unit: units.PercentUnit, Stat: true, Thresholds: []float64{0.005, 0.05}, To: "gateway", Watches: recorded,
			Queries: []board.Query{{Expr: `gateway:errors:rate5m / (gateway:requests:rate5m > 0)`}},
		},
		{
			Title: "Log lines lost", Description: "Lines that Alloy gave up on within the last hour.",
			Unit: units.Short, Stat: true, Thresholds: []float64{1, 1000}, To: "logging", Watches: []string{alloy.ReleaseName},
			Queries: []board.Query{{Expr: `sum(increase(loki_write_dropped_entries_total[1h])) or vector(0)`}},
		},
		{
			Title: "Targets down", Description: "What Prometheus cannot scrape.",
			Unit: units.Short, Stat: true, Thresholds: []float64{1, 3},
			Queries: []board.Query{{Expr: `count(up == 0) or vector(0)`}},
		},
		{
			Title: "Alerts", Description: "Everything that fires, critical first.<!--with rules--> The runbook docs/runbooks says what each means and what to do.<!--end-->",
			Table:   true,
			Queries: []board.Query{{Expr: `sort_desc((` + firing + `, severity="critical"} * 2) or ` + firing + `, severity!="critical"})`}},
		},
	}
}

// exporting are the exporters of the engines, one of which must be there.
func exporting(engines []databases.Engine) []string {
	var names []string
	for _, e := range engines {
		names = append(names, e.Facts.Exporter)
	}
	return []string{strings.Join(names, "|")}
}

func overviewDatabases(engines []databases.Engine) []board.Panel {
	var panels []board.Panel
	connections := board.Panel{
		Title: "Connections", Description: "Share of the connections that a server takes which are in use, of the fullest server.",
		Unit: units.PercentUnit, Stat: true, Thresholds: []float64{0.7, 0.85}, To: first(engines), Watches: exporting(engines),
	}
	for _, e := range engines {
		panels = append(panels, board.Panel{
			Title: e.Title(), Description: "1 if the exporter can log in, for each database.",
			Unit: units.Short, Stat: true, Alarm: true, Thresholds: []float64{1}, To: e.Board.Name,
			Queries: []board.Query{{Expr: `min by (database_cluster) (` + e.Exporter.Up + `)`, Legend: "{{database_cluster}}"}},
		})
		connections.Queries = append(connections.Queries, board.Query{Expr: e.Exporter.Connections, Legend: e.Title()})
	}
	panels = append(panels, connections, fullestDisk(), fullestMemory())
	for _, e := range engines {
		panels = append(panels, e.Overview...)
	}
	return panels
}

func fullestDisk() board.Panel {
	return board.Panel{
		Title: "Fullest disk", Description: "Percent in use of the fullest disk of a database's machine. A full disk makes a database read-only.",
		Unit: units.Percent, Stat: true, Thresholds: []float64{70, 85}, To: "database-machines", Watches: machines,
		Queries: []board.Query{{Expr: `max(disk_used_percent{environment=~"$environment", fstype!~"squashfs|iso9660"})`}},
	}
}

func fullestMemory() board.Panel {
	return board.Panel{
		Title: "Fullest memory", Description: "Percent in use of the memory of a database's machine.",
		Unit: units.Percent, Stat: true, Thresholds: []float64{80, 95}, To: "database-machines", Watches: machines,
		Queries: []board.Query{{Expr: `max(mem_used_percent{environment=~"$environment"})`}},
	}
}

func overviewVisitors() []board.Panel {
	return []board.Panel{
		{
			Title: "Requests and failures", Description: "Requests through the Gateway per second, and those that were answered with a 5xx status.",
			Unit: units.RequestsPerSecond, To: "gateway",
			Queries: []board.Query{
				{Expr: `gateway:requests:rate5m`, Legend: "requests"},
				{Expr: `gateway:errors:rate5m`, Legend: "failures"},
			},
		},
		{
			Title: "Slow answers", Description: "Share of the answers that took longer than a second.",
			Unit: units.PercentUnit, Thresholds: []float64{0.05, 0.3}, To: "gateway",
			Queries: []board.Query{{Expr: `gateway:slow:rate5m / (gateway:upstream_requests:rate5m > 0)`, Legend: "slow"}},
		},
	}
}

func overviewErrors() []board.Panel {
	return []board.Panel{{
		Title: "Errors", Description: "Lines of the managed databases at the level error or worse.",
		Loki: true, Logs: true,
		Queries: []board.Query{{Expr: `{job="database-logs", environment=~"$environment", level=~"` + errorLevels + `"}`}},
	}}
}
