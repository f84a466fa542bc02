package observability

import (
	"maps"
	"slices"
	"testing"

	"sigs.k8s.io/yaml"
)

// blocks are the keys below loki that the chart passes on as they are.
var blocks = []string{
	"analytics", "auth_enabled", "bloom_build", "bloom_gateway", "compactor", "distributor", "frontend", "frontend_worker",
	"index_gateway", "ingester", "ingester_client", "limits_config", "operational_config", "pattern_ingester", "querier",
	"query_range", "query_scheduler", "server", "storage_config", "tracing",
}

// chartDefaults are what the chart, version 18.11.0, has for these blocks in a
// release called loki.
const chartDefaults = `
bloom_build: {enabled: false, builder: {planner_address: ""}}
bloom_gateway: {enabled: false, client: {addresses: ""}}
commonConfig:
  path_prefix: /var/loki
  replication_factor: 3
  compactor_grpc_address: loki-backend.cluster-services.svc.cluster.local:9095
frontend: {scheduler_address: "", tail_proxy_url: ""}
frontend_worker: {scheduler_address: ""}
index_gateway: {mode: simple}
ingester: {wal: {flush_on_shutdown: true}}
limits_config:
  reject_old_samples: true
  reject_old_samples_max_age: 168h
  max_cache_freshness_per_query: 10m
  split_queries_by_interval: 15m
  query_timeout: 300s
  volume_enabled: true
pattern_ingester: {enabled: false}
query_range: {align_queries_with_step: true}
server:
  graceful_shutdown_timeout: 5s
  grpc_listen_port: 9095
  grpc_server_min_time_between_pings: 10s
  grpc_server_ping_without_stream_allowed: true
  grpc_server_max_concurrent_streams: 1000
  grpc_server_max_recv_msg_size: 104857600
  grpc_server_max_send_msg_size: 104857600
  http_listen_port: 3100
  http_server_idle_timeout: 30s
  http_server_read_timeout: 10m0s
  http_server_write_timeout: 10m0s
  log_level: info
storage_config:
  use_thanos_objstore: true
  boltdb_shipper: {index_gateway_client: {server_address: "dns+loki-backend-headless.cluster-services.svc.cluster.local:9095"}}
  tsdb_shipper: {index_gateway_client: {server_address: "dns+loki-backend-headless.cluster-services.svc.cluster.local:9095"}}
  bloom_shipper: {working_directory: /var/loki/data/bloomshipper}
  hedging: {at: 250ms, max_per_second: 20, up_to: 3}
tracing: {enabled: false}
`

// memberlist is the chart's own.
const memberlist = `
abort_if_cluster_join_fails: true
advertise_port: 7946
bind_port: 7946
max_join_backoff: 1m
max_join_retries: 10
min_join_backoff: 1s
rejoin_interval: 90s
join_members: [loki-memberlist.cluster-services.svc.cluster.local]
`

type anyMap = map[string]any

// lokiConfiguration is the configuration file that the chart makes of the
// values, without the caches: their addresses are the only thing it adds there.
func lokiConfiguration(t *testing.T, values anyMap) anyMap {
	t.Helper()
	given, _ := values["loki"].(anyMap)
	known := append([]string{"commonConfig", "schemaConfig", "storage"}, blocks...)
	for key := range given {
		if !slices.Contains(known, key) {
			t.Fatalf("loki.%s: tell this test what the chart makes of it", key)
		}
	}
	all := merged(parse(t, chartDefaults), given)
	configuration := anyMap{"memberlist": parse(t, memberlist), "schema_config": all["schemaConfig"]}
	for _, block := range blocks {
		if content, ok := all[block]; ok {
			configuration[block] = content
		}
	}
	common, storage := all["commonConfig"].(anyMap), all["storage"].(anyMap)
	store, buckets := storage["object_store"].(anyMap), storage["bucketNames"].(anyMap)
	s3 := merged(store["s3"].(anyMap), anyMap{"bucket_name": buckets["chunks"]})
	common["storage"] = anyMap{"object_store": anyMap{"s3": s3, "storage_prefix": store["storage_prefix"]}}
	configuration["common"] = common
	return configuration
}

func parse(t *testing.T, text string) anyMap {
	t.Helper()
	var parsed anyMap
	if err := yaml.Unmarshal([]byte(text), &parsed); err != nil {
		t.Fatal(err)
	}
	return parsed
}

// merged is Helm's merge: maps key by key, anything else as a whole.
func merged(under, over anyMap) anyMap {
	out := maps.Clone(under)
	for key, value := range over {
		inner, isMap := value.(anyMap)
		existing, wasMap := out[key].(anyMap)
		if isMap && wasMap {
			value = merged(existing, inner)
		}
		out[key] = value
	}
	return out
}

// alone changes a configuration so that one Loki runs by itself, on the
// loopback interface, with its files in a folder and the given object store.
func alone(t *testing.T, configuration anyMap, dir string, http, grpc, gossip, s3 int) anyMap {
	t.Helper()
	changed := merged(configuration, anyMap{
		"common": anyMap{
			"path_prefix": dir, "replication_factor": 1, "instance_addr": "127.0.0.1", "compactor_grpc_address": "",
			"ring":    anyMap{"kvstore": anyMap{"store": "inmemory"}},
			"storage": anyMap{"object_store": anyMap{"s3": anyMap{"endpoint": address(s3), "insecure": true}}},
		},
		"memberlist": anyMap{"bind_addr": []any{"127.0.0.1"}, "bind_port": gossip, "advertise_port": gossip, "join_members": []any{}},
		"server": anyMap{
			"http_listen_address": "127.0.0.1", "http_listen_port": http,
			"grpc_listen_address": "127.0.0.1", "grpc_listen_port": grpc,
		},
		"storage_config": anyMap{"bloom_shipper": anyMap{"working_directory": dir + "/bloom"}},
		"compactor":      anyMap{"compaction_interval": "3s"}, // so that retention is applied within the test
	})
	for _, block := range []string{"index_gateway", "frontend", "frontend_worker", "bloom_build", "bloom_gateway"} {
		delete(changed, block) // addresses of the other targets
	}
	storage := changed["storage_config"].(anyMap)
	delete(storage, "boltdb_shipper")
	delete(storage, "tsdb_shipper")
	return changed
}
