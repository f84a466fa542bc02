package databases

import (
	"github.com/grafana/grafana-foundation-sdk/go/units"

	"seamark.dev/seamark/pkg/components/board"
)

// postgresql is the view of the managed PostgreSQL databases that
// postgres_exporter gives. Checkpoints are missing: PostgreSQL 17 moved them
// out of the view that the exporter reads.
func postgresqlBoard() board.Board {
	return board.Board{
		Name:        "postgresql",
		Title:       "PostgreSQL",
		Description: "The managed PostgreSQL databases, as postgres_exporter sees them from inside the cluster.",
		Tags:        []string{"database", "postgresql"},
		Variables: []board.Variable{
			{Name: "namespace", Label: "Namespace", Metric: `pg_up`},
			{Name: "database", Label: "Database cluster", Metric: `pg_up{namespace=~"$namespace"}`, Of: "database_cluster"},
			{Name: "datname", Label: "Database", Metric: `pg_stat_database_numbackends{database_cluster=~"$database"}`},
		},
		Links: []string{"overview", "database-logs", "database-machines"},
		Rows: []board.Row{
			{Title: "Overview", Panels: postgresqlOverview()},
			{Title: "Load", Panels: postgresqlLoad()},
			{Title: "Connections and transactions", Panels: postgresqlConnections()},
			{Title: "Trouble", Panels: postgresqlTrouble()},
			{Title: "Standby nodes", Panels: postgresqlStandbys()},
		},
	}
}

func postgresqlOverview() []board.Panel {
	return []board.Panel{
		{
			Title: "Reachable", Description: "1 if every exporter can log in to its database.",
			Unit: units.Short, Stat: true, Alarm: true, Thresholds: []float64{1},
			Queries: []board.Query{{Expr: `min(pg_up{database_cluster=~"$database"})`}},
		},
		{
			Title: "Uptime", Description: "Time since the server started; it falls to zero at a failover or an upgrade.",
			Unit: units.Seconds, Stat: true, Alarm: true, Thresholds: []float64{600},
			Queries: []board.Query{{Expr: `min(time() - pg_postmaster_start_time_seconds{database_cluster=~"$database"})`}},
		},
		{
			Title: "Connections used", Description: "Share of max_connections in use, of the fullest server. A few are reserved for the provider.",
			Unit: units.PercentUnit, Stat: true, Thresholds: []float64{0.7, 0.85},
			Queries: []board.Query{{Expr: `max(sum by (database_cluster) (pg_stat_database_numbackends{database_cluster=~"$database"}) / max by (database_cluster) (pg_settings_max_connections{database_cluster=~"$database"}))`}},
		},
		{
			Title: "Cache hits", Description: "Share of blocks found in shared buffers. Below 0.95 the server is likely short of memory.",
			Unit: units.PercentUnit, Stat: true, Alarm: true, Thresholds: []float64{0.95},
			Queries: []board.Query{{Expr: `sum(rate(pg_stat_database_blks_hit{database_cluster=~"$database"}[$__rate_interval])) / (sum(rate(pg_stat_database_blks_hit{database_cluster=~"$database"}[$__rate_interval])) + sum(rate(pg_stat_database_blks_read{database_cluster=~"$database"}[$__rate_interval])))`}},
		},
		{
			Title: "Size", Description: "All databases together.",
			Unit: units.BytesIEC, Stat: true,
			Queries: []board.Query{{Expr: `sum(pg_database_size_bytes{database_cluster=~"$database"})`}},
		},
		{
			Title: "Replication lag", Description: "How far a standby is behind; zero on a primary.",
			Unit: units.Seconds, Stat: true, Thresholds: []float64{30, 300},
			Queries: []board.Query{{Expr: `max(pg_replication_lag_seconds{database_cluster=~"$database"})`}},
		},
	}
}

func postgresqlLoad() []board.Panel {
	return []board.Panel{
		{
			Title: "Transactions", Description: "Transactions per second, committed and rolled back.",
			Unit: units.CountsPerSecond,
			Queries: []board.Query{
				{Expr: `sum by (database_cluster) (rate(pg_stat_database_xact_commit{database_cluster=~"$database", datname=~"$datname"}[$__rate_interval]))`, Legend: "{{database_cluster}} commits"},
				{Expr: `sum by (database_cluster) (rate(pg_stat_database_xact_rollback{database_cluster=~"$database", datname=~"$datname"}[$__rate_interval]))`, Legend: "{{database_cluster}} rollbacks"},
			},
		},
		{
			Title: "Rows written", Description: "Rows per second by what was done to them.",
			Unit: units.CountsPerSecond,
			Queries: []board.Query{
				{Expr: `sum(rate(pg_stat_database_tup_inserted{database_cluster=~"$database", datname=~"$datname"}[$__rate_interval]))`, Legend: "inserted"},
				{Expr: `sum(rate(pg_stat_database_tup_updated{database_cluster=~"$database", datname=~"$datname"}[$__rate_interval]))`, Legend: "updated"},
				{Expr: `sum(rate(pg_stat_database_tup_deleted{database_cluster=~"$database", datname=~"$datname"}[$__rate_interval]))`, Legend: "deleted"},
			},
		},
		{
			Title: "Rows read", Description: "Rows per second. Far more returned than fetched means large scans.",
			Unit: units.CountsPerSecond,
			Queries: []board.Query{
				{Expr: `sum(rate(pg_stat_database_tup_returned{database_cluster=~"$database", datname=~"$datname"}[$__rate_interval]))`, Legend: "returned"},
				{Expr: `sum(rate(pg_stat_database_tup_fetched{database_cluster=~"$database", datname=~"$datname"}[$__rate_interval]))`, Legend: "fetched"},
			},
		},
		{
			Title: "Size by database", Description: "Bytes on disk.",
			Unit: units.BytesIEC, Stacked: true,
			Queries: []board.Query{{Expr: `sum by (datname) (pg_database_size_bytes{database_cluster=~"$database", datname=~"$datname"})`, Legend: "{{datname}}"}},
		},
	}
}

func postgresqlConnections() []board.Panel {
	return []board.Panel{
		{
			Title: "Connections by state", Description: "Many that are idle in a transaction hold locks and keep vacuum from its work.",
			Unit: units.Short, Stacked: true,
			Queries: []board.Query{{Expr: `sum by (state) (pg_stat_activity_count{database_cluster=~"$database", datname=~"$datname"})`, Legend: "{{state}}"}},
		},
		{
			Title: "Connections and their limit", Description: "Connections of each server, and max_connections.",
			Unit: units.Short,
			Queries: []board.Query{
				{Expr: `sum by (database_cluster) (pg_stat_database_numbackends{database_cluster=~"$database"})`, Legend: "{{database_cluster}}"},
				{Expr: `max by (database_cluster) (pg_settings_max_connections{database_cluster=~"$database"})`, Legend: "{{database_cluster}} limit"},
			},
		},
		{
			Title: "Longest transaction", Description: "Age of the oldest transaction that is still open.",
			Unit: units.Seconds, Thresholds: []float64{300, 3600},
			Queries: []board.Query{{Expr: `max by (database_cluster, datname) (pg_stat_activity_max_tx_duration{database_cluster=~"$database", datname=~"$datname"})`, Legend: "{{database_cluster}} {{datname}}"}},
		},
		{
			Title: "Locks", Description: "Locks held, by mode.",
			Unit: units.Short, Stacked: true,
			Queries: []board.Query{{Expr: `sum by (mode) (pg_locks_count{database_cluster=~"$database", datname=~"$datname"})`, Legend: "{{mode}}"}},
		},
	}
}

func postgresqlTrouble() []board.Panel {
	return []board.Panel{
		{
			Title: "Deadlocks and conflicts", Description: "Per second. Conflicts occur on standbys only.",
			Unit: units.CountsPerSecond,
			Queries: []board.Query{
				{Expr: `sum by (datname) (rate(pg_stat_database_deadlocks{database_cluster=~"$database", datname=~"$datname"}[$__rate_interval]))`, Legend: "{{datname}} deadlocks"},
				{Expr: `sum by (datname) (rate(pg_stat_database_conflicts{database_cluster=~"$database", datname=~"$datname"}[$__rate_interval]))`, Legend: "{{datname}} conflicts"},
			},
		},
		{
			Title: "Temporary files", Description: "Bytes per second that sorts and joins spill to disk because work_mem is too small for them.",
			Unit:    units.BytesPerSecondSI,
			Queries: []board.Query{{Expr: `sum by (datname) (rate(pg_stat_database_temp_bytes{database_cluster=~"$database", datname=~"$datname"}[$__rate_interval]))`, Legend: "{{datname}}"}},
		},
		{
			Title: "Dead rows", Description: "The tables with the most rows that wait for vacuum. The exporter sees the tables of the database it is connected to.",
			Unit:    units.Short,
			Queries: []board.Query{{Expr: `topk(5, sum by (relname) (pg_stat_user_tables_n_dead_tup{database_cluster=~"$database"}))`, Legend: "{{relname}}"}},
		},
		{
			Title: "Shared buffers", Description: "Memory of the server's own cache.",
			Unit:    units.BytesIEC,
			Queries: []board.Query{{Expr: `max by (database_cluster) (pg_settings_shared_buffers_bytes{database_cluster=~"$database"})`, Legend: "{{database_cluster}}"}},
		},
	}
}

func postgresqlStandbys() []board.Panel {
	return []board.Panel{
		{
			Title: "Standby lag", Description: "Bytes of write-ahead log that a standby has not received, as the primary sees it. A database of one node has none.",
			Unit:    units.BytesIEC,
			Queries: []board.Query{{Expr: `max by (database_cluster, application_name) (pg_stat_replication_pg_wal_lsn_diff{database_cluster=~"$database"})`, Legend: "{{database_cluster}} {{application_name}}"}},
		},
		{
			Title: "Replication slots", Description: "Bytes of write-ahead log that a slot keeps. Without a reader it grows until the disk is full.",
			Unit:    units.BytesIEC,
			Queries: []board.Query{{Expr: `max by (database_cluster, slot_name) (pg_replication_slots_pg_wal_lsn_diff{database_cluster=~"$database"})`, Legend: "{{database_cluster}} {{slot_name}}"}},
		},
	}
}
