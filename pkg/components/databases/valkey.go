package databases

import (
	_ "embed" // for the stages of Alloy and the runbook

	"github.com/grafana/grafana-foundation-sdk/go/units"

	"seamark.dev/seamark/pkg/components/board"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/components/redisexporter"
	"seamark.dev/seamark/pkg/platform"
)

var (
	//go:embed valkey.alloy
	valkeyStages string
	//go:embed valkey.md
	valkeyRunbook string
)

func valkey(facts platform.DatabaseTable) Engine {
	return Engine{
		Facts:   factsOf(platform.Valkey, facts),
		Managed: manageddatabase.Valkey(),
		Exporter: Exporter{
			Program:     redisexporter.Program(),
			Up:          "redis_up",
			Connections: `max(redis_connected_clients / redis_max_clients)`,
			Standbys: func(of string) string {
				return `max by (database_cluster) (redis_connected_slaves` + of + `)`
			},
		},
		Alerts:  valkeyAlerts(),
		Runbook: valkeyRunbook,
		Board:   valkeyBoard(),
		Overview: []board.Panel{{
			Title: "Evictions", Description: "Keys per second that Valkey throws out for want of memory.",
			Unit: units.CountsPerSecond, Stat: true, Thresholds: []float64{0.001, 1}, To: "valkey",
			Queries: []board.Query{{Expr: `sum(rate(redis_evicted_keys_total[$__rate_interval]))`}},
		}},
		Log: Log{
			Stages: sections(valkeyStages),
			Levels: map[Level]string{Debug: `\.`, Info: `[*-]`, Warning: `#`},
			Metadata: []Field{
				{"pid", ""},
				{"role", "`M` primary, `S` replica, `C` a child that saves, `X` sentinel"},
			},
			Examples: `# warnings of Valkey's primary
{job="database-logs", level="warning"} | role="M"`,
			Full:    `max number of clients`,
			Starved: `OOM command not allowed|Can't save in background`,
		},
	}
}
