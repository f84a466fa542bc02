package promqltest

// Names of metrics by what exports them: those that our dashboards and alerts
// read, not all there are. A test that meets a name outside these lists fails,
// and whoever adds a name here has looked up that it exists.

// PostgresExporter are names of postgres_exporter, from its output against a
// PostgreSQL server with the collectors we run it with.
var PostgresExporter = []string{
	"pg_database_size_bytes",
	"pg_locks_count",
	"pg_postmaster_start_time_seconds",
	"pg_replication_lag_seconds",
	"pg_settings_max_connections",
	"pg_settings_shared_buffers_bytes",
	"pg_stat_activity_count",
	"pg_stat_activity_max_tx_duration",
	"pg_stat_database_blks_hit",
	"pg_stat_database_blks_read",
	"pg_stat_database_conflicts",
	"pg_stat_database_deadlocks",
	"pg_stat_database_numbackends",
	"pg_stat_database_temp_bytes",
	"pg_stat_database_tup_deleted",
	"pg_stat_database_tup_fetched",
	"pg_stat_database_tup_inserted",
	"pg_stat_database_tup_returned",
	"pg_stat_database_tup_updated",
	"pg_stat_database_xact_commit",
	"pg_stat_database_xact_rollback",
	"pg_stat_user_tables_n_dead_tup",
	"pg_up",
}

// RedisExporter are names of redis_exporter, from its output. Names that come
// from CONFIG GET are left out: managed databases refuse that command.
var RedisExporter = []string{
	"redis_blocked_clients",
	"redis_commands_duration_seconds_total",
	"redis_commands_processed_total",
	"redis_commands_total",
	"redis_connected_clients",
	"redis_connections_received_total",
	"redis_db_keys",
	"redis_db_keys_expiring",
	"redis_evicted_keys_total",
	"redis_expired_keys_total",
	"redis_keyspace_hits_total",
	"redis_keyspace_misses_total",
	"redis_max_clients",
	"redis_mem_fragmentation_ratio",
	"redis_memory_max_bytes",
	"redis_memory_used_bytes",
	"redis_memory_used_rss_bytes",
	"redis_net_input_bytes_total",
	"redis_net_output_bytes_total",
	"redis_rejected_connections_total",
	"redis_up",
	"redis_uptime_in_seconds",
}

// Cilium are names of the Cilium agent, as DigitalOcean's own dashboard for
// DOKS uses them.
var Cilium = []string{
	"cilium_bpf_map_pressure",
	"cilium_controllers_failing",
	"cilium_datapath_conntrack_gc_entries",
	"cilium_drop_bytes_total",
	"cilium_drop_count_total",
	"cilium_endpoint_regenerations_total",
	"cilium_endpoint_state",
	"cilium_errors_warnings_total",
	"cilium_forward_bytes_total",
	"cilium_forward_count_total",
	"cilium_k8s_client_api_latency_time_seconds_count",
	"cilium_k8s_client_api_latency_time_seconds_sum",
	"cilium_policy",
	"cilium_policy_endpoint_enforcement_status",
	"cilium_process_cpu_seconds_total",
	"cilium_process_resident_memory_bytes",
	"cilium_unreachable_health_endpoints",
	"cilium_unreachable_nodes",
}

// Envoy are names of the Envoy in Cilium, as DigitalOcean's own dashboard for
// DOKS uses them.
var Envoy = []string{
	"envoy_cluster_external_upstream_rq_time_bucket",
	"envoy_cluster_external_upstream_rq_time_count",
	"envoy_cluster_upstream_cx_rx_bytes_total",
	"envoy_cluster_upstream_cx_tx_bytes_total",
	"envoy_http_downstream_cx_rx_bytes_total",
	"envoy_http_downstream_cx_tx_bytes_total",
	"envoy_http_downstream_rq_total",
	"envoy_listener_downstream_cx_active",
	"envoy_listener_http_downstream_rq_xx",
}

// NodeExporter are names of node_exporter's default collectors on Linux, from
// its documentation.
var NodeExporter = []string{
	"node_cpu_seconds_total",
	"node_disk_read_bytes_total",
	"node_disk_written_bytes_total",
	"node_filesystem_avail_bytes",
	"node_filesystem_size_bytes",
	"node_load1",
	"node_memory_MemAvailable_bytes",
	"node_memory_MemTotal_bytes",
	"node_network_receive_bytes_total",
	"node_network_transmit_bytes_total",
}

// Telegraf are names of the metrics endpoint of a managed database, from the
// documentation of Telegraf's cpu, mem, disk, diskio, net and system inputs,
// as its Prometheus output writes them: input_field.
var Telegraf = []string{
	"cpu_usage_idle",
	"cpu_usage_iowait",
	"disk_used_percent",
	"diskio_read_bytes",
	"diskio_write_bytes",
	"mem_used_percent",
	"net_bytes_recv",
	"net_bytes_sent",
	"system_load1",
	"system_n_cpus",
	"system_uptime",
}

// Platform are names that the alerts read of Prometheus itself, cert-manager,
// Loki, the kubelet and kube-state-metrics, from their sources or documentation.
var Platform = []string{
	"certmanager_certificate_expiration_timestamp_seconds",
	"certmanager_certificate_ready_status",
	"kube_pod_container_status_restarts_total",
	"kubelet_volume_stats_available_bytes",
	"kubelet_volume_stats_capacity_bytes",
	"loki_request_duration_seconds_count",
	"up",
}
