package rules

import (
	"strconv"

	"seamark.dev/seamark/pkg/platform"
)

func machines() []alert {
	return []alert{{
		name:     "DatabaseDiskNearlyFull",
		severity: critical,
		// The machine's endpoint names it host. Read-only images are always
		// full.
		expr:        `max by (database_cluster, host) (disk_used_percent{fstype!~"squashfs|iso9660"}) > 85`,
		duration:    "15m",
		summary:     "The disk of the database {{ $labels.database_cluster }} is nearly full",
		description: "{{ $value | humanize }} % of the fullest disk of {{ $labels.host }} are in use. A managed database that fills its disk becomes read-only.",
	}, {
		name:     "DatabaseDiskFilling",
		severity: warning,
		// Straight on from the last six hours, and already half full.
		expr: `max by (database_cluster, host) (predict_linear(disk_used_percent{fstype!~"squashfs|iso9660"}[6h], 4 * 24 * 3600)) > 100 ` +
			`and max by (database_cluster, host) (disk_used_percent{fstype!~"squashfs|iso9660"}) > 50`,
		duration:    "1h",
		summary:     "The disk of the database {{ $labels.database_cluster }} fills up within four days",
		description: "If it goes on as in the last six hours, {{ $labels.host }} is at {{ $value | humanize }} % in four days.",
	}, {
		name:        "DatabaseMemoryNearlyExhausted",
		severity:    warning,
		expr:        `max by (database_cluster, host) (mem_used_percent) > 95`,
		duration:    "30m",
		summary:     "The machine of the database {{ $labels.database_cluster }} runs out of memory",
		description: "{{ $value | humanize }} % of the memory of {{ $labels.host }} are in use. When nothing is left, the database is killed.",
	}}
}

// replication are the alerts on standby nodes, for databases that have some.
func replication(env platform.Environment) []alert {
	alerts := []alert{
		{
			name:     "PostgreSQLReplicationLagging",
			severity: warning,
			// As the primary sees it, and for an exporter that is connected
			// to a standby.
			expr: `max by (database_cluster) (pg_stat_replication_pg_wal_lsn_diff) > 256 * 1024 * 1024 ` +
				`or max by (database_cluster) (pg_replication_lag_seconds) > 300`,
			duration:    "15m",
			summary:     "A standby of the database {{ $labels.database_cluster }} falls behind",
			description: "A standby lacks more than 256 MiB of write-ahead log, or five minutes. What it lacks is lost if the primary fails.",
		},
		{
			name:     "PostgreSQLReplicationSlotGrowing",
			severity: warning,
			expr:     `max by (database_cluster, slot_name) (pg_replication_slots_pg_wal_lsn_diff) > 2 * 1024 * 1024 * 1024`,
			duration: "30m",
			summary:  "The replication slot {{ $labels.slot_name }} of the database {{ $labels.database_cluster }} has no reader",
			description: "The slot keeps {{ $value | humanize1024 }}B of write-ahead log. Without a reader it grows until the disk " +
				"is full.",
		},
	}
	if expr := missingStandbys(env); expr != "" {
		alerts = append(alerts, alert{
			name:        "DatabaseStandbyMissing",
			severity:    warning,
			expr:        expr,
			duration:    "30m",
			summary:     "The database {{ $labels.database_cluster }} lacks a standby",
			description: "Only {{ $value }} of its standby nodes follow the primary. Another failure would interrupt the database.",
		})
	}
	return alerts
}

// missingStandbys is true for each database with fewer connected standby nodes
// than it has according to the configuration; empty if none has any. Without a
// single standby PostgreSQL has no series, which is a count of 0.
func missingStandbys(env platform.Environment) string {
	expr := ""
	for _, name := range env.DatabaseNames() {
		db := env.Databases[name]
		if db.Nodes < 2 {
			continue
		}
		if expr != "" {
			expr += " or "
		}
		of := `{database_cluster="` + name + `"}`
		standbys := `max by (database_cluster) (redis_connected_slaves` + of + `)`
		if db.Engine == platform.PostgreSQL {
			standbys = `(count by (database_cluster) (pg_stat_replication_pg_wal_lsn_diff` + of + `) or max by (database_cluster) (pg_up` + of + `) * 0)`
		}
		expr += standbys + " < " + strconv.Itoa(db.Nodes-1)
	}
	return expr
}
