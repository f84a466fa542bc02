package rules

func postgresql() []alert {
	return []alert{{
		name:        "PostgreSQLConnectionsNearLimit",
		severity:    warning,
		expr:        `sum by (database_cluster) (pg_stat_database_numbackends) / max by (database_cluster) (pg_settings_max_connections) > 0.8`,
		duration:    "10m",
		summary:     "The database {{ $labels.database_cluster }} runs out of connections",
		description: "{{ $value | humanizePercentage }} of max_connections are in use; some of the rest are reserved. New clients are soon refused.",
	}}
}

func valkey() []alert {
	return []alert{
		{
			name:     "ValkeyConnectionsNearLimit",
			severity: warning,
			// From INFO; the same number from CONFIG GET is not to be had
			// from a managed database.
			expr:        `redis_connected_clients / redis_max_clients > 0.8`,
			duration:    "10m",
			summary:     "The database {{ $labels.database_cluster }} runs out of connections",
			description: "{{ $value | humanizePercentage }} of maxclients are connected. New clients are soon refused.",
		},
		{
			name:     "ValkeyMemoryNearLimit",
			severity: warning,
			// A maximum of 0 means none.
			expr:        `redis_memory_used_bytes / (redis_memory_max_bytes > 0) > 0.9`,
			duration:    "10m",
			summary:     "The database {{ $labels.database_cluster }} runs out of memory",
			description: "{{ $value | humanizePercentage }} of maxmemory are in use. At the limit keys are evicted or writes refused, whichever its policy says.",
		},
		{
			name:        "ValkeyEvictingKeys",
			severity:    warning,
			expr:        `increase(redis_evicted_keys_total[15m]) > 0`,
			duration:    "15m",
			summary:     "The database {{ $labels.database_cluster }} throws keys away",
			description: "For want of memory {{ $value | humanize }} keys were evicted within 15 minutes. In the demo these are shopping carts.",
		},
		{
			name:     "ValkeyHitRateLow",
			severity: warning,
			// Without traffic there is nothing to judge. A visitor of the
			// demo has no cart at first, so some lookups miss.
			expr: `sum by (database_cluster) (rate(redis_keyspace_hits_total[30m])) / ` +
				`(sum by (database_cluster) (rate(redis_keyspace_hits_total[30m])) + sum by (database_cluster) (rate(redis_keyspace_misses_total[30m])) > 1) < 0.2`,
			duration:    "1h",
			summary:     "The database {{ $labels.database_cluster }} rarely has what it is asked for",
			description: "Only {{ $value | humanizePercentage }} of the lookups find their key: keys expire or are evicted too soon, or clients ask for the wrong ones.",
		},
		{
			name:        "ValkeyRefusingConnections",
			severity:    critical,
			expr:        `increase(redis_rejected_connections_total[5m]) > 0`,
			duration:    "2m",
			summary:     "The database {{ $labels.database_cluster }} refuses clients",
			description: "{{ $value | humanize }} connections were refused within 5 minutes because maxclients was reached.",
		},
	}
}
