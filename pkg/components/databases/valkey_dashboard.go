package databases

import (
	"github.com/grafana/grafana-foundation-sdk/go/units"

	"seamark.dev/seamark/pkg/components/board"
)

// valkey is the view of the managed Valkey databases that redis_exporter gives.
func valkeyBoard() board.Board {
	return board.Board{
		Name:        "valkey",
		Title:       "Valkey",
		Description: "The managed Valkey databases, as redis_exporter sees them from inside the cluster.",
		Tags:        []string{"database", "valkey", "redis"},
		Variables: []board.Variable{
			{Name: "namespace", Label: "Namespace", Metric: `redis_up`},
			{Name: "database", Label: "Database cluster", Metric: `redis_up{namespace=~"$namespace"}`, Of: "database_cluster"},
		},
		Links: []string{"overview", "database-logs", "database-machines"},
		Rows: []board.Row{
			{Title: "Overview", Panels: valkeyOverview()},
			{Title: "Load", Panels: valkeyLoad()},
			{Title: "Memory and keys", Panels: valkeyMemory()},
			{Title: "Clients", Panels: valkeyClients()},
		},
	}
}

func valkeyOverview() []board.Panel {
	return []board.Panel{
		{
			Title: "Reachable", Description: "1 if every exporter can log in to its database.",
			Unit: units.Short, Stat: true, Alarm: true, Thresholds: []float64{1},
			Queries: []board.Query{{Expr: `min(redis_up{database_cluster=~"$database"})`}},
		},
		{
			Title: "Uptime", Description: "Time since the server started; it falls to zero at a failover or an upgrade.",
			Unit: units.Seconds, Stat: true, Alarm: true, Thresholds: []float64{600},
			Queries: []board.Query{{Expr: `min(redis_uptime_in_seconds{database_cluster=~"$database"})`}},
		},
		{
			Title: "Memory used", Description: "Share of maxmemory in use. At 1 the server evicts keys or refuses writes.",
			Unit: units.PercentUnit, Stat: true, Thresholds: []float64{0.75, 0.9},
			Queries: []board.Query{{Expr: `max(redis_memory_used_bytes{database_cluster=~"$database"} / (redis_memory_max_bytes{database_cluster=~"$database"} > 0))`}},
		},
		{
			Title: "Hits", Description: "Share of lookups that found their key.<!--with demo--> In the demo a new visitor has no cart yet, so some miss.<!--end-->",
			Unit: units.PercentUnit, Stat: true, Alarm: true, Thresholds: []float64{0.2},
			Queries: []board.Query{{Expr: `sum(rate(redis_keyspace_hits_total{database_cluster=~"$database"}[$__rate_interval])) / (sum(rate(redis_keyspace_hits_total{database_cluster=~"$database"}[$__rate_interval])) + sum(rate(redis_keyspace_misses_total{database_cluster=~"$database"}[$__rate_interval])))`}},
		},
		{
			Title: "Clients", Description: "Open connections.",
			Unit: units.Short, Stat: true,
			Queries: []board.Query{{Expr: `sum(redis_connected_clients{database_cluster=~"$database"})`}},
		},
		{
			Title: "Evictions", Description: "Keys per second thrown out for want of memory.",
			Unit: units.CountsPerSecond, Stat: true, Thresholds: []float64{0.001, 1},
			Queries: []board.Query{{Expr: `sum(rate(redis_evicted_keys_total{database_cluster=~"$database"}[$__rate_interval]))`}},
		},
	}
}

func valkeyLoad() []board.Panel {
	return []board.Panel{
		{
			Title: "Commands", Description: "Commands per second.",
			Unit:    units.CountsPerSecond,
			Queries: []board.Query{{Expr: `sum by (database_cluster) (rate(redis_commands_processed_total{database_cluster=~"$database"}[$__rate_interval]))`, Legend: "{{database_cluster}}"}},
		},
		{
			Title: "Most frequent commands", Description: "The five commands that are called most.",
			Unit:    units.CountsPerSecond,
			Queries: []board.Query{{Expr: `topk(5, sum by (cmd) (rate(redis_commands_total{database_cluster=~"$database"}[$__rate_interval])))`, Legend: "{{cmd}}"}},
		},
		{
			Title: "Mean duration", Description: "Time that the server spends on a call, of the five slowest commands.",
			Unit:    units.Seconds,
			Queries: []board.Query{{Expr: `topk(5, sum by (cmd) (rate(redis_commands_duration_seconds_total{database_cluster=~"$database"}[$__rate_interval])) / (sum by (cmd) (rate(redis_commands_total{database_cluster=~"$database"}[$__rate_interval])) > 0))`, Legend: "{{cmd}}"}},
		},
		{
			Title: "Network", Description: "Bytes per second in and out of the server.",
			Unit: units.BytesPerSecondSI,
			Queries: []board.Query{
				{Expr: `sum by (database_cluster) (rate(redis_net_input_bytes_total{database_cluster=~"$database"}[$__rate_interval]))`, Legend: "{{database_cluster}} in"},
				{Expr: `sum by (database_cluster) (rate(redis_net_output_bytes_total{database_cluster=~"$database"}[$__rate_interval]))`, Legend: "{{database_cluster}} out"},
			},
		},
	}
}

func valkeyMemory() []board.Panel {
	return []board.Panel{
		{
			Title: "Memory", Description: "What the data takes, what the operating system has given, and the limit.",
			Unit: units.BytesIEC,
			Queries: []board.Query{
				{Expr: `redis_memory_used_bytes{database_cluster=~"$database"}`, Legend: "{{database_cluster}} used"},
				{Expr: `redis_memory_used_rss_bytes{database_cluster=~"$database"}`, Legend: "{{database_cluster}} resident"},
				{Expr: `redis_memory_max_bytes{database_cluster=~"$database"}`, Legend: "{{database_cluster}} limit"},
			},
		},
		{
			Title: "Fragmentation", Description: "Resident memory over used memory. Well above 1.5 memory is wasted; below 1 the server swaps.",
			Unit:    units.Short,
			Queries: []board.Query{{Expr: `redis_mem_fragmentation_ratio{database_cluster=~"$database"}`, Legend: "{{database_cluster}}"}},
		},
		{
			Title: "Keys", Description: "Keys of each logical database, and how many of them expire.",
			Unit: units.Short,
			Queries: []board.Query{
				{Expr: `sum by (database_cluster, db) (redis_db_keys{database_cluster=~"$database"}) > 0`, Legend: "{{database_cluster}} {{db}}"},
				{Expr: `sum by (database_cluster, db) (redis_db_keys_expiring{database_cluster=~"$database"}) > 0`, Legend: "{{database_cluster}} {{db}} expiring"},
			},
		},
		{
			Title: "Expired and evicted", Description: "Keys per second that reached their time, and keys that had to go before it.",
			Unit: units.CountsPerSecond,
			Queries: []board.Query{
				{Expr: `sum by (database_cluster) (rate(redis_expired_keys_total{database_cluster=~"$database"}[$__rate_interval]))`, Legend: "{{database_cluster}} expired"},
				{Expr: `sum by (database_cluster) (rate(redis_evicted_keys_total{database_cluster=~"$database"}[$__rate_interval]))`, Legend: "{{database_cluster}} evicted"},
			},
		},
	}
}

func valkeyClients() []board.Panel {
	return []board.Panel{
		{
			Title: "Clients and their limit", Description: "Open connections, those that wait in a blocking command, and maxclients.",
			Unit: units.Short,
			Queries: []board.Query{
				{Expr: `redis_connected_clients{database_cluster=~"$database"}`, Legend: "{{database_cluster}} connected"},
				{Expr: `redis_blocked_clients{database_cluster=~"$database"}`, Legend: "{{database_cluster}} blocked"},
				{Expr: `redis_max_clients{database_cluster=~"$database"}`, Legend: "{{database_cluster}} limit"},
			},
		},
		{
			Title: "New connections", Description: "Per second. Many mean that a client does not keep its connections; rejected ones found the server full.",
			Unit: units.CountsPerSecond,
			Queries: []board.Query{
				{Expr: `sum by (database_cluster) (rate(redis_connections_received_total{database_cluster=~"$database"}[$__rate_interval]))`, Legend: "{{database_cluster}} accepted"},
				{Expr: `sum by (database_cluster) (rate(redis_rejected_connections_total{database_cluster=~"$database"}[$__rate_interval]))`, Legend: "{{database_cluster}} rejected"},
			},
		},
		{
			Title: "Standby nodes", Description: "Standby nodes that are connected to the primary. A database of one node has none.",
			Unit:    units.Short,
			Queries: []board.Query{{Expr: `redis_connected_slaves{database_cluster=~"$database"}`, Legend: "{{database_cluster}}"}},
		},
		{
			Title: "Standby lag", Description: "Time since a standby last spoke to its primary.",
			Unit: units.Seconds, Thresholds: []float64{10, 60},
			Queries: []board.Query{{Expr: `max by (database_cluster, slave_ip) (redis_connected_slave_lag_seconds{database_cluster=~"$database"})`, Legend: "{{database_cluster}} {{slave_ip}}"}},
		},
	}
}
