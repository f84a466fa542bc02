package dashboards

import "github.com/grafana/grafana-foundation-sdk/go/units"

// valkey is the view of the managed Valkey databases that redis_exporter gives.
func valkey() board {
	return board{
		name:        "valkey",
		title:       "Valkey",
		description: "The managed Valkey databases, as redis_exporter sees them from inside the cluster.",
		tags:        []string{"database", "valkey", "redis"},
		variables: []variable{
			{name: "namespace", label: "Namespace", metric: `redis_up`},
			{name: "database", label: "Database cluster", metric: `redis_up{namespace=~"$namespace"}`, of: "database_cluster"},
		},
		links: []string{"overview", "database-logs", "database-machines"},
		rows: []row{
			{"Overview", valkeyOverview()},
			{"Load", valkeyLoad()},
			{"Memory and keys", valkeyMemory()},
			{"Clients", valkeyClients()},
		},
	}
}

func valkeyOverview() []panel {
	return []panel{
		{
			title: "Reachable", description: "1 if every exporter can log in to its database.",
			unit: units.Short, stat: true, alarm: true, thresholds: []float64{1},
			queries: []query{{`min(redis_up{database_cluster=~"$database"})`, ""}},
		},
		{
			title: "Uptime", description: "Time since the server started; it falls to zero at a failover or an upgrade.",
			unit: units.Seconds, stat: true, alarm: true, thresholds: []float64{600},
			queries: []query{{`min(redis_uptime_in_seconds{database_cluster=~"$database"})`, ""}},
		},
		{
			title: "Memory used", description: "Share of maxmemory in use. At 1 the server evicts keys or refuses writes.",
			unit: units.PercentUnit, stat: true, thresholds: []float64{0.75, 0.9},
			queries: []query{{`max(redis_memory_used_bytes{database_cluster=~"$database"} / (redis_memory_max_bytes{database_cluster=~"$database"} > 0))`, ""}},
		},
		{
			title: "Hits", description: "Share of lookups that found their key. In the demo a new visitor has no cart yet, so some miss.",
			unit: units.PercentUnit, stat: true, alarm: true, thresholds: []float64{0.2},
			queries: []query{{`sum(rate(redis_keyspace_hits_total{database_cluster=~"$database"}[$__rate_interval])) / (sum(rate(redis_keyspace_hits_total{database_cluster=~"$database"}[$__rate_interval])) + sum(rate(redis_keyspace_misses_total{database_cluster=~"$database"}[$__rate_interval])))`, ""}},
		},
		{
			title: "Clients", description: "Open connections.",
			unit: units.Short, stat: true,
			queries: []query{{`sum(redis_connected_clients{database_cluster=~"$database"})`, ""}},
		},
		{
			title: "Evictions", description: "Keys per second thrown out for want of memory.",
			unit: units.CountsPerSecond, stat: true, thresholds: []float64{0.001, 1},
			queries: []query{{`sum(rate(redis_evicted_keys_total{database_cluster=~"$database"}[$__rate_interval]))`, ""}},
		},
	}
}

func valkeyLoad() []panel {
	return []panel{
		{
			title: "Commands", description: "Commands per second.",
			unit:    units.CountsPerSecond,
			queries: []query{{`sum by (database_cluster) (rate(redis_commands_processed_total{database_cluster=~"$database"}[$__rate_interval]))`, "{{database_cluster}}"}},
		},
		{
			title: "Most frequent commands", description: "The five commands that are called most.",
			unit:    units.CountsPerSecond,
			queries: []query{{`topk(5, sum by (cmd) (rate(redis_commands_total{database_cluster=~"$database"}[$__rate_interval])))`, "{{cmd}}"}},
		},
		{
			title: "Mean duration", description: "Time that the server spends on a call, of the five slowest commands.",
			unit:    units.Seconds,
			queries: []query{{`topk(5, sum by (cmd) (rate(redis_commands_duration_seconds_total{database_cluster=~"$database"}[$__rate_interval])) / (sum by (cmd) (rate(redis_commands_total{database_cluster=~"$database"}[$__rate_interval])) > 0))`, "{{cmd}}"}},
		},
		{
			title: "Network", description: "Bytes per second in and out of the server.",
			unit: units.BytesPerSecondSI,
			queries: []query{
				{`sum by (database_cluster) (rate(redis_net_input_bytes_total{database_cluster=~"$database"}[$__rate_interval]))`, "{{database_cluster}} in"},
				{`sum by (database_cluster) (rate(redis_net_output_bytes_total{database_cluster=~"$database"}[$__rate_interval]))`, "{{database_cluster}} out"},
			},
		},
	}
}

func valkeyMemory() []panel {
	return []panel{
		{
			title: "Memory", description: "What the data takes, what the operating system has given, and the limit.",
			unit: units.BytesIEC,
			queries: []query{
				{`redis_memory_used_bytes{database_cluster=~"$database"}`, "{{database_cluster}} used"},
				{`redis_memory_used_rss_bytes{database_cluster=~"$database"}`, "{{database_cluster}} resident"},
				{`redis_memory_max_bytes{database_cluster=~"$database"}`, "{{database_cluster}} limit"},
			},
		},
		{
			title: "Fragmentation", description: "Resident memory over used memory. Well above 1.5 memory is wasted; below 1 the server swaps.",
			unit:    units.Short,
			queries: []query{{`redis_mem_fragmentation_ratio{database_cluster=~"$database"}`, "{{database_cluster}}"}},
		},
		{
			title: "Keys", description: "Keys of each logical database, and how many of them expire.",
			unit: units.Short,
			queries: []query{
				{`sum by (database_cluster, db) (redis_db_keys{database_cluster=~"$database"}) > 0`, "{{database_cluster}} {{db}}"},
				{`sum by (database_cluster, db) (redis_db_keys_expiring{database_cluster=~"$database"}) > 0`, "{{database_cluster}} {{db}} expiring"},
			},
		},
		{
			title: "Expired and evicted", description: "Keys per second that reached their time, and keys that had to go before it.",
			unit: units.CountsPerSecond,
			queries: []query{
				{`sum by (database_cluster) (rate(redis_expired_keys_total{database_cluster=~"$database"}[$__rate_interval]))`, "{{database_cluster}} expired"},
				{`sum by (database_cluster) (rate(redis_evicted_keys_total{database_cluster=~"$database"}[$__rate_interval]))`, "{{database_cluster}} evicted"},
			},
		},
	}
}

func valkeyClients() []panel {
	return []panel{
		{
			title: "Clients and their limit", description: "Open connections, those that wait in a blocking command, and maxclients.",
			unit: units.Short,
			queries: []query{
				{`redis_connected_clients{database_cluster=~"$database"}`, "{{database_cluster}} connected"},
				{`redis_blocked_clients{database_cluster=~"$database"}`, "{{database_cluster}} blocked"},
				{`redis_max_clients{database_cluster=~"$database"}`, "{{database_cluster}} limit"},
			},
		},
		{
			title: "New connections", description: "Per second. Many mean that a client does not keep its connections; rejected ones found the server full.",
			unit: units.CountsPerSecond,
			queries: []query{
				{`sum by (database_cluster) (rate(redis_connections_received_total{database_cluster=~"$database"}[$__rate_interval]))`, "{{database_cluster}} accepted"},
				{`sum by (database_cluster) (rate(redis_rejected_connections_total{database_cluster=~"$database"}[$__rate_interval]))`, "{{database_cluster}} rejected"},
			},
		},
		{
			title: "Standby nodes", description: "Standby nodes that are connected to the primary. A database of one node has none.",
			unit:    units.Short,
			queries: []query{{`redis_connected_slaves{database_cluster=~"$database"}`, "{{database_cluster}}"}},
		},
		{
			title: "Standby lag", description: "Time since a standby last spoke to its primary.",
			unit: units.Seconds, thresholds: []float64{10, 60},
			queries: []query{{`max by (database_cluster, slave_ip) (redis_connected_slave_lag_seconds{database_cluster=~"$database"})`, "{{database_cluster}} {{slave_ip}}"}},
		},
	}
}
