package loki

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/internal/chartvalues"
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components/objectstore"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

func environment() platform.Environment {
	return platform.Environment{
		Name:   "blue",
		Region: "fra1",
		Logs:   platform.Logs{Retention: "336h", Volume: "20Gi", Bucket: "blue-loki-logs"},
	}
}

func release(t *testing.T) model.Release {
	t.Helper()
	c := Component(environment())
	if len(c.Releases) != 1 {
		t.Fatalf("%d releases, want 1", len(c.Releases))
	}
	return c.Releases[0]
}

func TestValuesAreKnownToTheChart(t *testing.T) {
	for _, finding := range chartvalues.Unknown(t, charts.Loki, release(t).Values) {
		t.Error(finding)
	}
}

func TestConfigurationFollowsTheEnvironment(t *testing.T) {
	cases := map[string]struct {
		reason string
		path   string
		want   any
	}{
		"Bucket":    {"the chunks go into the environment's bucket", "loki.storage.bucketNames.chunks", "blue-loki-logs"},
		"Ruler":     {"the chart fails without a second name", "loki.storage.bucketNames.ruler", "blue-loki-logs"},
		"Endpoint":  {"the bucket is in the environment's region; the client takes no scheme", "loki.storage.object_store.s3.endpoint", "fra1.digitaloceanspaces.com"},
		"Retention": {"the configuration says how long lines are kept", "loki.limits_config.retention_period", "336h"},
		"Write":     {"the configuration says how big the volumes are", "write.persistence.size", "20Gi"},
		"Backend":   {"the compactor's volume has the same size", "backend.persistence.size", "20Gi"},
		"Class":     {"the chart's default is whatever class the cluster prefers", "backend.persistence.storageClass", "do-block-storage"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, chartvalues.At(t, release(t).Values, tc.path)); diff != "" {
				t.Errorf("%s: %s\n-want +got:\n%s", tc.path, tc.reason, diff)
			}
		})
	}
}

// What the original got wrong, or what a change of the chart's defaults would
// break again without a word.
func TestDefectsOfTheOriginal(t *testing.T) {
	cases := map[string]struct {
		reason string
		path   string
		want   any
	}{
		"RetentionNeedsItsStore":     {"Loki does not start with retention and no store for delete requests", "loki.compactor.delete_request_store", "s3"},
		"RetentionIsEnforced":        {"without the compactor nothing is ever deleted", "loki.compactor.retention_enabled", true},
		"ChecksumTrailer":            {"Loki's own client of 3.7.2 to 3.7.6 corrupts objects in stores other than AWS", "loki.storage.use_thanos_objstore", true},
		"SchemaIsForEver":            {"changing the day makes all stored lines unreadable: add a further entry", "loki.schemaConfig.configs", schema},
		"MemcachedBiggerThanItsPod":  {"memcached takes what allocatedMemory says, 8 GiB by default, whatever the limit", "chunksCache.allocatedMemory", 96.0},
		"ResultsCacheAlso":           {"the same, 1 GiB by default", "resultsCache.allocatedMemory", 32.0},
		"WritebackInTheHeap":         {"500MB by default, within a container of 512Mi", "chunksCache.writebackSizeLimit", "20MB"},
		"ReplayFitsTheContainer":     {"4GB by default, as much as a node has", "loki.ingester.wal.replay_memory_ceiling", "256MB"},
		"CanaryOnEveryNode":          {"a DaemonSet by default", "lokiCanary.kind", "Deployment"},
		"NoSidecarThatReadsSecrets":  {"it watches Secrets of the whole cluster, for rules that nobody writes", "sidecar.rules.enabled", false},
		"NoExporterWithoutResources": {"a sidecar that requests nothing", "memcachedExporter.enabled", false},
		"NoUnpinnedTestImage":        {"the chart's test wants an image tagged latest", "test.enabled", false},
		"MetricsAreScraped":          {"off by default", "monitoring.serviceMonitor.enabled", true},
		"NothingIsReported":          {"usage statistics are on by default", "loki.analytics.reporting_enabled", false},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, chartvalues.At(t, release(t).Values, tc.path)); diff != "" {
				t.Errorf("%s: %s\n-want +got:\n%s", tc.path, tc.reason, diff)
			}
		})
	}
}

var schema = []any{map[string]any{
	"from": "2025-06-01", "store": "tsdb", "object_store": "s3", "schema": "v13",
	"index": map[string]any{"prefix": "index_", "period": "24h"},
}}

func TestStaysWithinTheLastMajorWithSimpleScalable(t *testing.T) {
	if !strings.HasPrefix(charts.Loki.Version, "18.") || !strings.HasPrefix(charts.Loki.AppVersion, "3.") {
		t.Errorf("chart %s with Loki %s: SimpleScalable is gone in Loki 4", charts.Loki.Version, charts.Loki.AppVersion)
	}
	if strings.Contains(charts.Loki.Repository, "//grafana.github.io") {
		t.Errorf("%s: the chart named loki there is another product", charts.Loki.Repository)
	}
}

func TestCredentialsComeFromTheObjectStore(t *testing.T) {
	vars := map[string]bool{}
	for _, v := range credentials() {
		if v.Value != "" || v.ValueFrom.SecretKeyRef.Name != objectstore.SecretName {
			t.Errorf("%s is not taken from the Secret %s", v.Name, objectstore.SecretName)
		}
		vars["${"+v.ValueFrom.SecretKeyRef.Key+"}"] = true
	}
	for _, path := range []string{"access_key_id", "secret_access_key"} {
		if got, _ := chartvalues.At(t, release(t).Values, "loki.storage.object_store.s3."+path).(string); !vars[got] {
			t.Errorf("%s is %q, which no variable of the pods gives", path, got)
		}
	}
}

func TestEveryContainerHasRequestsAndAMemoryLimit(t *testing.T) {
	for _, pod := range []string{"write", "read", "backend", "gateway", "lokiCanary"} {
		for _, amount := range []string{"requests.cpu", "requests.memory", "limits.memory"} {
			if got := chartvalues.At(t, release(t).Values, pod+".resources."+amount); got == "" {
				t.Errorf("%s has no %s", pod, amount)
			}
		}
	}
}

// The chart runs its values through tpl, where a double brace is code.
func TestNoTemplatesInValues(t *testing.T) {
	data, err := json.Marshal(release(t).Values)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(data), "{{") { // never JSON's own: a key comes in between
		t.Errorf("a value holds a double brace: %s", data)
	}
}

func TestAddresses(t *testing.T) {
	if got, want := PushURL(), "http://loki-gateway.cluster-services.svc.cluster.local:80/loki/api/v1/push"; got != want {
		t.Errorf("PushURL() = %q, want %q", got, want)
	}
}
