package databases

import "seamark.dev/seamark/pkg/components/alert"

func valkeyAlerts() []alert.Alert {
	return []alert.Alert{
		{
			Name:     "ValkeyConnectionsNearLimit",
			Severity: alert.Warning,
			// From INFO; the same number from CONFIG GET is not to be had
			// from a managed database.
			Expr:        `redis_connected_clients / redis_max_clients > 0.8`,
			For:         "10m",
			Summary:     "The database {{ $labels.database_cluster }} runs out of connections",
			Description: "{{ $value | humanizePercentage }} of maxclients are connected. New clients are soon refused.",
		},
		{
			Name:     "ValkeyMemoryNearLimit",
			Severity: alert.Warning,
			// A maximum of 0 means none.
			Expr:        `redis_memory_used_bytes / (redis_memory_max_bytes > 0) > 0.9`,
			For:         "10m",
			Summary:     "The database {{ $labels.database_cluster }} runs out of memory",
			Description: "{{ $value | humanizePercentage }} of maxmemory are in use. At the limit keys are evicted or writes refused, whichever its policy says.",
		},
		{
			Name:        "ValkeyEvictingKeys",
			Severity:    alert.Warning,
			Expr:        `increase(redis_evicted_keys_total[15m]) > 0`,
			For:         "15m",
			Summary:     "The database {{ $labels.database_cluster }} throws keys away",
			Description: "For want of memory {{ $value | humanize }} keys were evicted within 15 minutes.<!--with demo--> In the demo these are shopping carts.<!--end-->",
		},
		{
			Name:     "ValkeyHitRateLow",
			Severity: alert.Warning,
			// Without traffic there is nothing to judge. A visitor of the
			// demo has no cart at first, so some lookups miss.
			Expr: `sum by (database_cluster) (rate(redis_keyspace_hits_total[30m])) / ` +
				`(sum by (database_cluster) (rate(redis_keyspace_hits_total[30m])) + sum by (database_cluster) (rate(redis_keyspace_misses_total[30m])) > 1) < 0.2`,
			For:         "1h",
			Summary:     "The database {{ $labels.database_cluster }} rarely has what it is asked for",
			Description: "Only {{ $value | humanizePercentage }} of the lookups find their key: keys expire or are evicted too soon, or clients ask for the wrong ones.",
		},
		{
			Name:        "ValkeyRefusingConnections",
			Severity:    alert.Critical,
			Expr:        `increase(redis_rejected_connections_total[5m]) > 0`,
			For:         "2m",
			Summary:     "The database {{ $labels.database_cluster }} refuses clients",
			Description: "{{ $value | humanize }} connections were refused within 5 minutes because maxclients was reached.",
		},
	}
}
