package extension

import (
	"testing"

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components/alert"
	"seamark.dev/seamark/pkg/components/board"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/components/exporter"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// Keys of the Secret that is delivered for a database of this engine.
const (
	keyUser     = "mongodb-username"
	keyPassword = "mongodb-password"
)

// mongoDB is an engine of databases: how one is made, watched and read.
func mongoDB(chart charts.Chart) databases.Engine {
	return databases.Engine{
		Facts: platform.DatabaseFacts{
			Engine: "mongodb", Title: "MongoDB", Versions: []string{"7", "8"}, Version: "8",
			Families: []string{"db-s", "gd"}, Exporter: "mongodb-exporter",
		},
		Managed: manageddatabase.Engine{
			Credentials: manageddatabase.Account(keyUser, keyPassword),
			Config:      manageddatabase.ByHost(nil),
		},
		Exporter: databases.Exporter{
			Program: exporter.Program{
				Chart:     chart,
				Port:      9216,
				Service:   model.MadePort{Name: "metrics", Number: 9216, NumberAt: "service.port"},
				Values:    mongoDBValues,
				Workloads: exporter.Pod(),
			},
			Up:          "mongodb_up",
			Connections: `max(mongodb_ss_connections{conn_type="current"} / ignoring (conn_type) mongodb_ss_connections{conn_type="available"})`,
			Standbys: func(of string) string {
				return `count by (database_cluster) (mongodb_rs_members_state` + of + ` == 2)`
			},
		},
		Alerts: []alert.Alert{{
			Name: "MongoDBCursorsLeftOpen", Severity: alert.Warning, For: "15m",
			Expr:    `mongodb_ss_metrics_cursor_open > 1000`,
			Summary: "Clients of the database {{ $labels.database_cluster }} leave cursors open", Description: "There are {{ $value }} of them.",
		}},
		Runbook: "## MongoDBCursorsLeftOpen\n\n**Meaning.** A client opens cursors and does not end them.\n",
		Board: board.Board{
			Name: "mongodb", Title: "MongoDB", Description: "The managed MongoDB databases.", Tags: []string{"database"},
			Rows: []board.Row{{Title: "Load", Panels: []board.Panel{{
				Title: "Operations", Description: "Per second.", Unit: "ops",
				Queries: []board.Query{{Expr: `sum by (database_cluster) (rate(mongodb_ss_opcounters[$__rate_interval]))`, Legend: "{{database_cluster}}"}},
			}}}},
		},
		Log: databases.Log{
			Stages: databases.Stages{
				Secrets: "  stage.replace {\n    expression = `\"pwd\":\"([^\"]+)\"`\n    replace    = \"***\"\n  }",
				Fields:  "  stage.regex {\n    expression = `^\\{\"t\":\\{[^}]*\\},\"s\":\"(?P<level>[DIWEF])\",`\n  }",
			},
			Levels:   map[databases.Level]string{databases.Warning: `W`, databases.Error: `E`, databases.Critical: `F`},
			Metadata: []databases.Field{{Name: "ctx", Meaning: "the thread"}},
			Examples: "# what MongoDB's main thread says\n{job=\"database-logs\"} | ctx=\"conn1\"",
		},
	}
}

// mongoDBChart is the chart of its exporter, with what is known of its values.
func mongoDBChart(t *testing.T) charts.Chart {
	t.Helper()
	contract, err := charts.ParseContract("chart: mongodb-exporter\nversion: 3.4.0\n\naffinity: any\nenv: list\nfullnameOverride: string\nreplicaCount: int\nresources: any\nserviceMonitor: any\n")
	if err != nil {
		t.Fatal(err)
	}
	return charts.Chart{Name: "mongodb-exporter", Version: "3.4.0", Repository: "https://charts.example.com", Contract: contract}
}

func mongoDBValues(release, database string) any {
	monitor := exporter.MonitorOf(database)
	monitor.ScrapeTimeout = exporter.ScrapeTimeout
	return map[string]any{
		"fullnameOverride": release,
		"env": []any{
			exporter.FromConfigMap("MONGODB_HOST", database, manageddatabase.KeyHost),
			exporter.FromSecret("MONGODB_USER", database, keyUser),
			exporter.FromSecret("MONGODB_PASSWORD", database, keyPassword),
		},
		"serviceMonitor": monitor,
		"resources":      map[string]any{"requests": map[string]any{"cpu": "10m", "memory": "32Mi"}, "limits": map[string]any{"memory": "64Mi"}},
	}
}
