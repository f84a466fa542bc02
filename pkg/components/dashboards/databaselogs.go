package dashboards

import (
	"slices"
	"strings"

	"github.com/grafana/grafana-foundation-sdk/go/units"

	"seamark.dev/seamark/pkg/components/alloy"
	"seamark.dev/seamark/pkg/components/board"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/components/loki"
)

// errorLevels are the severities of syslog that mean trouble, and what
// PostgreSQL and Valkey call theirs.
const errorLevels = "error|err|critical|crit|alert|emergency|emerg|fatal|panic"

const logsName = "database-logs"

// ofDatabase selects the lines of the databases that the reader chose.
const ofDatabase = `job="database-logs", environment=~"$environment", database_cluster=~"$database"`

// databaseLogs is what the managed databases say, by TLS syslog.
func databaseLogs(engines []databases.Engine) board.Board {
	return board.Board{
		Name:        logsName,
		Title:       "Database logs",
		Description: "What the managed databases write to their logs. The variables keep their values on the way from the databases' metrics.",
		Tags:        append([]string{"logs", "database"}, names(engines)...),
		Variables: []board.Variable{
			{Name: "environment", Label: "Environment", Streams: `{job="database-logs"}`},
			{Name: "database", Label: "Database cluster", Streams: `{job="database-logs", environment=~"$environment"}`, Of: "database_cluster"},
			{Name: "level", Label: "Level", Streams: `{job="database-logs", environment=~"$environment", database_cluster=~"$database"}`},
			{Name: "search", Label: "Search", Typed: true},
		},
		Links:   slices.Concat([]string{"overview"}, names(engines), []string{"database-machines", "logging"}),
		Watches: []string{"logsink", alloy.ReleaseName, loki.ReleaseName},
		Rows: []board.Row{
			{Title: "How many", Panels: databaseLogNumbers(engines)},
			{Title: "Over time", Panels: databaseLogGraphs(engines)},
			{Title: "Lines", Panels: databaseLogLines()},
		},
	}
}

// lines are what finds lines of some meaning, in the logs of the engines that
// have such lines.
type lines struct{ pattern, engines string }

func found(engines []databases.Engine, pattern func(databases.Log) string) lines {
	var patterns, titles []string
	for _, e := range engines {
		if p := pattern(e.Log); p != "" {
			patterns = append(patterns, p)
			titles = append(titles, e.Title())
		}
	}
	return lines{strings.Join(patterns, "|"), listed(titles, " and ")}
}

// listed are words with and, or or between the last two: a, b and c.
func listed(words []string, between string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + between + words[last]
}

func databaseLogNumbers(engines []databases.Engine) []board.Panel {
	refused := found(engines, func(l databases.Log) string { return l.Refused })
	ended := found(engines, func(l databases.Log) string { return l.Ended })
	full := found(engines, func(l databases.Log) string { return l.Full })
	starved := found(engines, func(l databases.Log) string { return l.Starved })
	return []board.Panel{
		{
			Title: "Lines", Description: "Lines within the chosen time. None at all means that the log sink is silent.",
			Unit: units.Short, Stat: true, Alarm: true, Thresholds: []float64{1}, Loki: true,
			Queries: []board.Query{{Expr: `sum(count_over_time({` + ofDatabase + `}[$__range]))`}},
		},
		{
			Title: "Errors", Description: "Lines at the level error or worse, within the chosen time.",
			Unit: units.Short, Stat: true, Thresholds: []float64{1, 100}, Loki: true,
			Queries: []board.Query{{Expr: `sum(count_over_time({` + ofDatabase + `, level=~"` + errorLevels + `"}[$__range]))`}},
		},
		{
			Title: "Failed logins", Description: "Lines of " + refused.engines + " that refuse a user, within the chosen time.",
			Unit: units.Short, Stat: true, Thresholds: []float64{1, 20}, Loki: true,
			Queries: []board.Query{{Expr: `sum(count_over_time({` + ofDatabase + `} |~ "` + refused.pattern + `" [$__range]))`}},
		},
		{
			Title: "Deadlocks and cancellations", Description: "Statements that " + ended.engines + " ended, within the chosen time.",
			Unit: units.Short, Stat: true, Thresholds: []float64{1, 20}, Loki: true,
			Queries: []board.Query{{Expr: `sum(count_over_time({` + ofDatabase + `} |~ "` + ended.pattern + `" [$__range]))`}},
		},
		{
			Title: "Out of connections", Description: "Clients that were refused because all connections were taken, within the chosen time.",
			Unit: units.Short, Stat: true, Thresholds: []float64{1, 1}, Loki: true,
			Queries: []board.Query{{Expr: `sum(count_over_time({` + ofDatabase + `} |~ "` + full.pattern + `" [$__range]))`}},
		},
		{
			Title: "Out of memory", Description: "Lines of " + starved.engines + " that tell of too little memory, within the chosen time.",
			Unit: units.Short, Stat: true, Thresholds: []float64{1, 1}, Loki: true,
			Queries: []board.Query{{Expr: `sum(count_over_time({` + ofDatabase + `} |~ "(?i)` + starved.pattern + `" [$__range]))`}},
		},
	}
}

func databaseLogGraphs(engines []databases.Engine) []board.Panel {
	var slowest []board.Query
	var settings []string
	for _, e := range engines {
		if e.Log.Slowest != nil {
			slowest = append(slowest, board.Query{Expr: e.Log.Slowest("{" + ofDatabase + "}"), Legend: "{{database_cluster}}"})
			settings = append(settings, e.Log.SlowAbove+" ("+e.Title()+")")
		}
	}
	return []board.Panel{
		{
			Title: "Lines by database", Description: "Lines per second.",
			Unit: units.CountsPerSecond, Loki: true,
			Queries: []board.Query{{Expr: `sum by (database_cluster) (rate({` + ofDatabase + `} [$__auto]))`, Legend: "{{database_cluster}}"}},
		},
		{
			Title: "Lines by level", Description: "Lines per second.",
			Unit: units.CountsPerSecond, Loki: true, Stacked: true,
			Queries: []board.Query{{Expr: `sum by (level) (rate({` + ofDatabase + `} [$__auto]))`, Legend: "{{level}}"}},
		},
		{
			Title: "Slowest statements", Description: "The longest duration that was logged. Logged are statements that take longer than " + listed(settings, " or ") + ".",
			Unit: units.Milliseconds, Loki: true,
			Queries: slowest,
		},
		{
			Title: "Errors by database", Description: "Lines per second at the level error or worse.",
			Unit: units.CountsPerSecond, Loki: true,
			Queries: []board.Query{{Expr: `sum by (database_cluster) (rate({` + ofDatabase + `, level=~"` + errorLevels + `"} [$__auto]))`, Legend: "{{database_cluster}}"}},
		},
	}
}

func databaseLogLines() []board.Panel {
	return []board.Panel{{
		Title: "Lines", Description: "The newest first. Search takes a regular expression, without regard to case; a line unfolds to its labels.",
		Loki: true, Logs: true,
		Queries: []board.Query{{Expr: `{` + ofDatabase + `, level=~"$level"} |~ "(?i)$search"`}},
	}}
}
