package databases

import (
	_ "embed" // for the stages of Alloy

	"github.com/grafana/grafana-foundation-sdk/go/units"

	"seamark.dev/seamark/pkg/components/board"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/components/redisexporter"
	"seamark.dev/seamark/pkg/platform"
)

//go:embed valkey.alloy
var valkeyStages string

func valkey() Engine {
	return Engine{
		Facts:   standard(platform.Valkey),
		Managed: manageddatabase.Valkey(),
		Exporter: Exporter{
			Program:     redisexporter.Program(),
			Up:          "redis_up",
			Connections: `max(redis_connected_clients / redis_max_clients)`,
			Standbys: func(of string) string {
				return `max by (database_cluster) (redis_connected_slaves` + of + `)`
			},
		},
		Alerts: valkeyAlerts(),
		Board:  valkeyBoard(),
		Overview: []board.Panel{{
			Title: "Evictions", Description: "Keys per second that Valkey throws out for want of memory.",
			Unit: units.CountsPerSecond, Stat: true, Thresholds: []float64{0.001, 1}, To: "valkey",
			Queries: []board.Query{{Expr: `sum(rate(redis_evicted_keys_total[$__rate_interval]))`}},
		}},
		Log: Log{
			Stages:   sections(valkeyStages),
			Levels:   map[Level]string{Debug: `\.`, Info: `[*-]`, Warning: `#`},
			Metadata: []string{"pid", "role"},
			Full:     `max number of clients`,
			Starved:  `OOM command not allowed|Can't save in background`,
		},
	}
}
