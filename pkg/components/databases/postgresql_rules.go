package databases

import "seamark.dev/seamark/pkg/components/alert"

func postgresqlAlerts() []alert.Alert {
	return []alert.Alert{{
		Name:        "PostgreSQLConnectionsNearLimit",
		Severity:    alert.Warning,
		Expr:        `sum by (database_cluster) (pg_stat_database_numbackends) / max by (database_cluster) (pg_settings_max_connections) > 0.8`,
		For:         "10m",
		Summary:     "The database {{ $labels.database_cluster }} runs out of connections",
		Description: "{{ $value | humanizePercentage }} of max_connections are in use; some of the rest are reserved. New clients are soon refused.",
	}}
}

func postgresqlReplication() []alert.Alert {
	return []alert.Alert{
		{
			Name:     "PostgreSQLReplicationLagging",
			Severity: alert.Warning,
			// As the primary sees it, and for an exporter that is connected
			// to a standby.
			Expr: `max by (database_cluster) (pg_stat_replication_pg_wal_lsn_diff) > 256 * 1024 * 1024 ` +
				`or max by (database_cluster) (pg_replication_lag_seconds) > 300`,
			For:         "15m",
			Summary:     "A standby of the database {{ $labels.database_cluster }} falls behind",
			Description: "A standby lacks more than 256 MiB of write-ahead log, or five minutes. What it lacks is lost if the primary fails.",
		},
		{
			Name:     "PostgreSQLReplicationSlotGrowing",
			Severity: alert.Warning,
			Expr:     `max by (database_cluster, slot_name) (pg_replication_slots_pg_wal_lsn_diff) > 2 * 1024 * 1024 * 1024`,
			For:      "30m",
			Summary:  "The replication slot {{ $labels.slot_name }} of the database {{ $labels.database_cluster }} has no reader",
			Description: "The slot keeps {{ $value | humanize1024 }}B of write-ahead log. Without a reader it grows until the disk " +
				"is full.",
		},
	}
}
