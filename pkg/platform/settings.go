package platform

import (
	"math"
	"strings"
)

// SettingKind is what a setting of an engine holds.
type SettingKind string

// Whole numbers, numbers, true or false, and texts.
const (
	WholeSetting  SettingKind = "integer"
	NumberSetting SettingKind = "number"
	SwitchSetting SettingKind = "boolean"
	TextSetting   SettingKind = "string"
)

// Setting is a setting of an engine that can be chosen: a row of its table.
type Setting struct {
	// Name is what DigitalOcean's API calls it, and the engine, too.
	Name string
	Kind SettingKind
	// Least and Most bound a number, Unit is what it counts.
	Least, Most float64
	Unit        string
	// Values are the texts that there are; else Pattern is what one looks like,
	// and Most how long it may be.
	Values  []string
	Pattern string
	// Sticky tells that it can be raised and never lowered.
	Sticky bool
	// Zero tells that the provider sends 0 and false, too. Most it leaves out, as
	// if nothing were said, so that they cannot be set.
	Zero bool
	// Refused is why it cannot be set although there is such a setting.
	Refused string
}

// Field is the setting's field in managed resources: work_mem is workMem.
func (s Setting) Field() string {
	words := strings.Split(s.Name, "_")
	for i, word := range words {
		if i > 0 && word != "" {
			words[i] = strings.ToUpper(word[:1]) + word[1:]
		}
	}
	return strings.Join(words, "")
}

// Setting is the setting of a name; false if the engine has none.
func (f DatabaseFacts) Setting(name string) (Setting, bool) {
	for _, s := range f.Settings {
		if s.Name == name {
			return s, true
		}
	}
	return Setting{}, false
}

// WithSettings are the engines that have settings.
func (t DatabaseTable) WithSettings() DatabaseTable {
	return t.with(func(f DatabaseFacts) bool { return len(f.Settings) > 0 })
}

// within is a number between two bounds, whole a whole one.
func within(name string, least, most float64, unit string) Setting {
	return Setting{Name: name, Kind: NumberSetting, Least: least, Most: most, Unit: unit}
}

func whole(name string, least, most float64, unit string) Setting {
	return Setting{Name: name, Kind: WholeSetting, Least: least, Most: most, Unit: unit}
}

func oneOf(name string, values ...string) Setting {
	return Setting{Name: name, Kind: TextSetting, Values: values}
}

func text(name, pattern string, longest float64) Setting {
	return Setting{Name: name, Kind: TextSetting, Pattern: pattern, Most: longest}
}

func (s Setting) sticky() Setting { s.Sticky = true; return s }
func (s Setting) zero() Setting   { s.Zero = true; return s }

// backups are the settings that say when a backup is made.
func backups() []Setting {
	return []Setting{whole("backup_hour", 0, 23, "o'clock UTC"), whole("backup_minute", 0, 59, "minutes")}
}

// The settings below are those that both DigitalOcean's API and the provider
// (terraform-provider-digitalocean 2.79.0) know, with the ranges of the API.

func postgreSQLSettings() []Setting {
	onOff := []string{"off", "on"}
	const many = math.MaxInt32
	return append(backups(),
		within("autovacuum_analyze_scale_factor", 0, 1, ""), whole("autovacuum_analyze_threshold", 0, many, "rows"),
		whole("autovacuum_freeze_max_age", 200e6, 1500e6, "transactions"), whole("autovacuum_max_workers", 1, 20, "workers"),
		whole("autovacuum_naptime", 0, 86400, "s"), whole("autovacuum_vacuum_cost_delay", -1, 100, "ms"),
		whole("autovacuum_vacuum_cost_limit", -1, 10000, ""), within("autovacuum_vacuum_scale_factor", 0, 1, ""),
		whole("autovacuum_vacuum_threshold", 0, many, "rows"),
		whole("bgwriter_delay", 10, 10000, "ms"), whole("bgwriter_flush_after", 0, 2048, "KiB"),
		whole("bgwriter_lru_maxpages", 0, 1<<30-1, "pages"), within("bgwriter_lru_multiplier", 0, 10, ""),
		whole("deadlock_timeout", 500, 1800000, "ms"), oneOf("default_toast_compression", "lz4", "pglz"),
		whole("idle_in_transaction_session_timeout", 0, 604800000, "ms"), Setting{Name: "jit", Kind: SwitchSetting, Zero: true},
		whole("log_autovacuum_min_duration", -1, many, "ms"), oneOf("log_error_verbosity", "DEFAULT", "TERSE", "VERBOSE"),
		Setting{Name: "log_line_prefix", Refused: "Seamark reads the lines of the log, and knows the form that DigitalOcean chooses"},
		whole("log_min_duration_statement", -1, 86400000, "ms"),
		Setting{Name: "max_connections", Refused: "the provider knows no such setting"},
		whole("max_files_per_process", 1000, 4096, "files"), whole("max_locks_per_transaction", 64, 6400, "locks").sticky(),
		whole("max_logical_replication_workers", 4, 64, "workers"), whole("max_parallel_workers", 0, 96, "workers"),
		whole("max_parallel_workers_per_gather", 0, 96, "workers"), whole("max_pred_locks_per_transaction", 64, 640, "locks"),
		whole("max_prepared_transactions", 0, 10000, "transactions").sticky(), whole("max_replication_slots", 8, 64, "slots"),
		whole("max_stack_depth", 2<<20, 6<<20, "bytes"), whole("max_standby_archive_delay", 1, 43200000, "ms"),
		whole("max_standby_streaming_delay", 1, 43200000, "ms"), whole("max_wal_senders", 20, 64, "processes").sticky(),
		whole("max_worker_processes", 8, 96, "processes").sticky(), oneOf("pg_stat_statements_track", "all", "none", "top"),
		Setting{Name: "pgbouncer", Refused: "the provider cannot send it"},
		within("shared_buffers_percentage", 20, 60, "% of the memory"), whole("temp_file_limit", -1, many, "KiB"),
		Setting{Name: "timescaledb", Refused: "Seamark takes no settings of extensions"},
		text("timezone", `^[A-Za-z][A-Za-z0-9_+/-]*$`, 64), whole("track_activity_query_size", 1024, 10240, "bytes"),
		oneOf("track_commit_timestamp", onOff...), oneOf("track_functions", "all", "none", "pl"), oneOf("track_io_timing", onOff...),
		whole("wal_sender_timeout", 5000, 10800000, "ms"), whole("wal_writer_delay", 10, 200, "ms"), whole("work_mem", 1, 1024, "MB"),
	)
}

func mySQLSettings() []Setting {
	const gib = 1 << 30
	on := func(name string) Setting { return Setting{Name: name, Kind: SwitchSetting} }
	return append(backups(),
		whole("binlog_retention_period", 600, 604800, "s"), whole("connect_timeout", 2, 3600, "s"),
		text("default_time_zone", `^[A-Za-z0-9_+:/-]{2,}$`, 100), whole("group_concat_max_len", 4, math.MaxUint32, "bytes"),
		whole("information_schema_stats_expiry", 900, 31536000, "s"), whole("innodb_ft_min_token_size", 0, 16, "characters"),
		text("innodb_ft_server_stopword_table", `^.+/.+$`, 1024), whole("innodb_lock_wait_timeout", 1, 3600, "s"),
		whole("innodb_log_buffer_size", 1<<20, math.MaxUint32, "bytes"), whole("innodb_online_alter_log_max_size", 1<<16, 1<<40, "bytes"),
		on("innodb_print_all_deadlocks").zero(), on("innodb_rollback_on_timeout").zero(), whole("interactive_timeout", 30, 604800, "s"),
		oneOf("internal_tmp_mem_storage_engine", "MEMORY", "TempTable"), within("long_query_time", 0, 3600, "s"),
		whole("max_allowed_packet", 102400, gib, "bytes"), whole("max_heap_table_size", 1<<20, gib, "bytes"),
		whole("net_read_timeout", 1, 3600, "s"), whole("net_write_timeout", 1, 3600, "s"), on("slow_query_log"),
		whole("sort_buffer_size", 32768, gib, "bytes"), text("sql_mode", `^[A-Z_]+(,[A-Z_]+)*$`, 1024),
		on("sql_require_primary_key").zero(), whole("tmp_table_size", 1<<20, gib, "bytes"), whole("wait_timeout", 1, 2147483, "s"),
	)
}

func valkeySettings() []Setting {
	return []Setting{
		oneOf("acl_channels_default", "allchannels", "resetchannels"),
		{Name: "frequent_snapshots", Refused: "the provider never sends it"},
		whole("io_threads", 1, 32, "threads"), whole("lfu_decay_time", 1, 120, "minutes"), whole("lfu_log_factor", 1, 100, ""),
		text("notify_keyspace_events", `^[KEg$lshzxeA]+$`, 32), whole("number_of_databases", 1, 128, "databases"),
		oneOf("persistence", "off", "rdb"), whole("pubsub_client_output_buffer_limit", 32, 512, "MB"),
		{Name: "ssl", Refused: "what is delivered into the cluster connects with TLS"},
		whole("timeout", 0, 31536000, "s").zero(),
		{Name: "valkey_active_expire_effort", Refused: "the provider never sends it"},
		{Name: "valkey_maxmemory_policy", Refused: "it is evictionPolicy"},
		{Name: "maxmemory_policy", Refused: "it is evictionPolicy"},
	}
}
