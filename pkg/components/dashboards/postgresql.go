package dashboards

import "github.com/grafana/grafana-foundation-sdk/go/units"

// postgresql is the view of the managed PostgreSQL databases that
// postgres_exporter gives. Checkpoints are missing: PostgreSQL 17 moved them
// out of the view that the exporter reads.
func postgresql() board {
	return board{
		name:        "postgresql",
		title:       "PostgreSQL",
		description: "The managed PostgreSQL databases, as postgres_exporter sees them from inside the cluster.",
		tags:        []string{"database", "postgresql"},
		variables: []variable{
			{name: "namespace", label: "Namespace", metric: `pg_up`},
			{name: "database", label: "Database cluster", metric: `pg_up{namespace=~"$namespace"}`, of: "database_cluster"},
			{name: "datname", label: "Database", metric: `pg_stat_database_numbackends{database_cluster=~"$database"}`},
		},
		links: []string{"overview", "database-logs", "database-machines"},
		rows: []row{
			{"Overview", postgresqlOverview()},
			{"Load", postgresqlLoad()},
			{"Connections and transactions", postgresqlConnections()},
			{"Trouble", postgresqlTrouble()},
			{"Standby nodes", postgresqlReplication()},
		},
	}
}

func postgresqlOverview() []panel {
	return []panel{
		{
			title: "Reachable", description: "1 if every exporter can log in to its database.",
			unit: units.Short, stat: true, alarm: true, thresholds: []float64{1},
			queries: []query{{`min(pg_up{database_cluster=~"$database"})`, ""}},
		},
		{
			title: "Uptime", description: "Time since the server started; it falls to zero at a failover or an upgrade.",
			unit: units.Seconds, stat: true, alarm: true, thresholds: []float64{600},
			queries: []query{{`min(time() - pg_postmaster_start_time_seconds{database_cluster=~"$database"})`, ""}},
		},
		{
			title: "Connections used", description: "Share of max_connections in use, of the fullest server. A few are reserved for the provider.",
			unit: units.PercentUnit, stat: true, thresholds: []float64{0.7, 0.85},
			queries: []query{{`max(sum by (database_cluster) (pg_stat_database_numbackends{database_cluster=~"$database"}) / max by (database_cluster) (pg_settings_max_connections{database_cluster=~"$database"}))`, ""}},
		},
		{
			title: "Cache hits", description: "Share of blocks found in shared buffers. Below 0.95 the server is likely short of memory.",
			unit: units.PercentUnit, stat: true, alarm: true, thresholds: []float64{0.95},
			queries: []query{{`sum(rate(pg_stat_database_blks_hit{database_cluster=~"$database"}[$__rate_interval])) / (sum(rate(pg_stat_database_blks_hit{database_cluster=~"$database"}[$__rate_interval])) + sum(rate(pg_stat_database_blks_read{database_cluster=~"$database"}[$__rate_interval])))`, ""}},
		},
		{
			title: "Size", description: "All databases together.",
			unit: units.BytesIEC, stat: true,
			queries: []query{{`sum(pg_database_size_bytes{database_cluster=~"$database"})`, ""}},
		},
		{
			title: "Replication lag", description: "How far a standby is behind; zero on a primary.",
			unit: units.Seconds, stat: true, thresholds: []float64{30, 300},
			queries: []query{{`max(pg_replication_lag_seconds{database_cluster=~"$database"})`, ""}},
		},
	}
}

func postgresqlLoad() []panel {
	return []panel{
		{
			title: "Transactions", description: "Transactions per second, committed and rolled back.",
			unit: units.CountsPerSecond,
			queries: []query{
				{`sum by (database_cluster) (rate(pg_stat_database_xact_commit{database_cluster=~"$database", datname=~"$datname"}[$__rate_interval]))`, "{{database_cluster}} commits"},
				{`sum by (database_cluster) (rate(pg_stat_database_xact_rollback{database_cluster=~"$database", datname=~"$datname"}[$__rate_interval]))`, "{{database_cluster}} rollbacks"},
			},
		},
		{
			title: "Rows written", description: "Rows per second by what was done to them.",
			unit: units.CountsPerSecond,
			queries: []query{
				{`sum(rate(pg_stat_database_tup_inserted{database_cluster=~"$database", datname=~"$datname"}[$__rate_interval]))`, "inserted"},
				{`sum(rate(pg_stat_database_tup_updated{database_cluster=~"$database", datname=~"$datname"}[$__rate_interval]))`, "updated"},
				{`sum(rate(pg_stat_database_tup_deleted{database_cluster=~"$database", datname=~"$datname"}[$__rate_interval]))`, "deleted"},
			},
		},
		{
			title: "Rows read", description: "Rows per second. Far more returned than fetched means large scans.",
			unit: units.CountsPerSecond,
			queries: []query{
				{`sum(rate(pg_stat_database_tup_returned{database_cluster=~"$database", datname=~"$datname"}[$__rate_interval]))`, "returned"},
				{`sum(rate(pg_stat_database_tup_fetched{database_cluster=~"$database", datname=~"$datname"}[$__rate_interval]))`, "fetched"},
			},
		},
		{
			title: "Size by database", description: "Bytes on disk.",
			unit: units.BytesIEC, stacked: true,
			queries: []query{{`sum by (datname) (pg_database_size_bytes{database_cluster=~"$database", datname=~"$datname"})`, "{{datname}}"}},
		},
	}
}

func postgresqlConnections() []panel {
	return []panel{
		{
			title: "Connections by state", description: "Many that are idle in a transaction hold locks and keep vacuum from its work.",
			unit: units.Short, stacked: true,
			queries: []query{{`sum by (state) (pg_stat_activity_count{database_cluster=~"$database", datname=~"$datname"})`, "{{state}}"}},
		},
		{
			title: "Connections and their limit", description: "Connections of each server, and max_connections.",
			unit: units.Short,
			queries: []query{
				{`sum by (database_cluster) (pg_stat_database_numbackends{database_cluster=~"$database"})`, "{{database_cluster}}"},
				{`max by (database_cluster) (pg_settings_max_connections{database_cluster=~"$database"})`, "{{database_cluster}} limit"},
			},
		},
		{
			title: "Longest transaction", description: "Age of the oldest transaction that is still open.",
			unit: units.Seconds, thresholds: []float64{300, 3600},
			queries: []query{{`max by (database_cluster, datname) (pg_stat_activity_max_tx_duration{database_cluster=~"$database", datname=~"$datname"})`, "{{database_cluster}} {{datname}}"}},
		},
		{
			title: "Locks", description: "Locks held, by mode.",
			unit: units.Short, stacked: true,
			queries: []query{{`sum by (mode) (pg_locks_count{database_cluster=~"$database", datname=~"$datname"})`, "{{mode}}"}},
		},
	}
}

func postgresqlTrouble() []panel {
	return []panel{
		{
			title: "Deadlocks and conflicts", description: "Per second. Conflicts occur on standbys only.",
			unit: units.CountsPerSecond,
			queries: []query{
				{`sum by (datname) (rate(pg_stat_database_deadlocks{database_cluster=~"$database", datname=~"$datname"}[$__rate_interval]))`, "{{datname}} deadlocks"},
				{`sum by (datname) (rate(pg_stat_database_conflicts{database_cluster=~"$database", datname=~"$datname"}[$__rate_interval]))`, "{{datname}} conflicts"},
			},
		},
		{
			title: "Temporary files", description: "Bytes per second that sorts and joins spill to disk because work_mem is too small for them.",
			unit:    units.BytesPerSecondSI,
			queries: []query{{`sum by (datname) (rate(pg_stat_database_temp_bytes{database_cluster=~"$database", datname=~"$datname"}[$__rate_interval]))`, "{{datname}}"}},
		},
		{
			title: "Dead rows", description: "The tables with the most rows that wait for vacuum. The exporter sees the tables of the database it is connected to.",
			unit:    units.Short,
			queries: []query{{`topk(5, sum by (relname) (pg_stat_user_tables_n_dead_tup{database_cluster=~"$database"}))`, "{{relname}}"}},
		},
		{
			title: "Shared buffers", description: "Memory of the server's own cache.",
			unit:    units.BytesIEC,
			queries: []query{{`max by (database_cluster) (pg_settings_shared_buffers_bytes{database_cluster=~"$database"})`, "{{database_cluster}}"}},
		},
	}
}

func postgresqlReplication() []panel {
	return []panel{
		{
			title: "Standby lag", description: "Bytes of write-ahead log that a standby has not received, as the primary sees it. A database of one node has none.",
			unit:    units.BytesIEC,
			queries: []query{{`max by (database_cluster, application_name) (pg_stat_replication_pg_wal_lsn_diff{database_cluster=~"$database"})`, "{{database_cluster}} {{application_name}}"}},
		},
		{
			title: "Replication slots", description: "Bytes of write-ahead log that a slot keeps. Without a reader it grows until the disk is full.",
			unit:    units.BytesIEC,
			queries: []query{{`max by (database_cluster, slot_name) (pg_replication_slots_pg_wal_lsn_diff{database_cluster=~"$database"})`, "{{database_cluster}} {{slot_name}}"}},
		},
	}
}
