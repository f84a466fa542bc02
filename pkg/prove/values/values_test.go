package values

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/delivery/flux"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/prove/inventory"
)

func TestValuesOfGoldens(t *testing.T) {
	for name, s := range provetest.Goldens(t, "../../..") {
		for _, f := range Check(inventory.Read(s)) {
			t.Errorf("%s: %s", name, f)
		}
	}
}

func TestValues(t *testing.T) {
	const (
		platformUnit   = "environments/blue/2-cluster/platform/"
		releasesUnit   = "environments/blue/3-environment/releases/"
		collectionUnit = "environments/blue/2-cluster/collection/"
		stack          = `environments/blue/2-cluster/platform/kube-prometheus-stack/helmrelease-kube-prometheus-stack.yaml: release kube-prometheus-stack: values.`
		loki           = `environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml: release loki: values.`
		alloy          = `environments/blue/2-cluster/collection/alloy/helmrelease-alloy.yaml: release alloy: values.`
		postgres       = `environments/blue/3-environment/releases/postgres-exporter/helmrelease-postgres-exporter-adservice.yaml: release postgres-exporter-adservice: values.`
		redis          = `environments/blue/3-environment/releases/redis-exporter/helmrelease-redis-exporter-cartservice.yaml: release redis-exporter-cartservice: values.`
		memory         = `changes the pod only: memcached is still told to take allocatedMemory, and is killed at a lower limit; set allocatedMemory (MiB) and allocatedCPU, from which the chart derives requests and limits`
	)
	cases := map[string]struct {
		reason, overrides string
		want              []string
	}{
		"Typo": {
			"The near key, the version, and the line to mend.",
			"kube-prometheus-stack:\n  prometheus:\n    prometheusSpec:\n      retentoin: 30d\n",
			[]string{`platform.yaml:13: release kube-prometheus-stack: values.prometheus.prometheusSpec.retentoin: no such key in kube-prometheus-stack 88.5.3; did you mean "retention"?; in environments/blue/2-cluster/platform/kube-prometheus-stack/helmrelease-kube-prometheus-stack.yaml [values-unknown-key]`},
		},
		"Subchart": {
			"Keys of a subchart are below its name.",
			"kube-prometheus-stack:\n  grafana:\n    replica: 2\n  prometheus-node-exporter: {hostNetwrok: true}\n",
			[]string{
				`platform.yaml:12: release kube-prometheus-stack: values.grafana.replica: no such key in kube-prometheus-stack 88.5.3; did you mean "replicas"?; in environments/blue/2-cluster/platform/kube-prometheus-stack/helmrelease-kube-prometheus-stack.yaml [values-unknown-key]`,
				`platform.yaml:13: release kube-prometheus-stack: values.prometheus-node-exporter.hostNetwrok: no such key in kube-prometheus-stack 88.5.3; did you mean "hostNetwork"?; in environments/blue/2-cluster/platform/kube-prometheus-stack/helmrelease-kube-prometheus-stack.yaml [values-unknown-key]`,
			},
		},
		"Level": {
			"A key that exists elsewhere is unknown here.",
			"loki: {limits_config: {retention_period: 24h}}\n",
			[]string{`platform.yaml:10: release loki: values.limits_config: no such key in loki 18.11.0; in environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml [values-unknown-key]`},
		},
		"Schema": {
			"cert-manager's schema is closed: Helm would refuse this, but only in the cluster.",
			"cert-manager: {webhook: {replicas: 2}}\n",
			[]string{`platform.yaml:10: release cert-manager: values.webhook.replicas: no such key in cert-manager v1.21.1; in environments/blue/2-cluster/platform/cert-manager/helmrelease-cert-manager.yaml [values-unknown-key]`},
		},
		"Resources": {
			"Every container's resources have the same shape.",
			"loki: {read: {resources: {request: {cpu: 1}}}}\n",
			[]string{`platform.yaml:10: release loki: values.read.resources.request: Kubernetes knows no such field here; did you mean "requests"?; in environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml [values-unknown-key]`},
		},
		"Type": {
			"A map where the chart wants a number renders to nonsense, a quoted false is true.",
			"loki:\n  write:\n    replicas: {min: 3}\n  monitoring:\n    rules:\n      enabled: \"false\"\n",
			[]string{
				`platform.yaml:12: release loki: values.write.replicas: a map where loki 18.11.0 wants a whole number; in environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml [values-wrong-type]`,
				`platform.yaml:15: release loki: values.monitoring.rules.enabled: the string "false" where loki 18.11.0 wants true or false; in environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml [values-wrong-type]`,
			},
		},
		"List": {
			"Helm does not merge lists by name.",
			"alloy: {alloy: {extraEnv: {LEVEL: debug}}}\n",
			[]string{`platform.yaml:10: release alloy: values.alloy.extraEnv: a map where alloy 1.11.1 wants a list; in environments/blue/2-cluster/collection/alloy/helmrelease-alloy.yaml [values-wrong-type]`},
		},
		"SchedulerRules": {
			"The group that everybody knows was split in two.",
			"kube-prometheus-stack: {defaultRules: {rules: {kubeScheduler: false}}}\n",
			[]string{`platform.yaml:10: release kube-prometheus-stack: values.defaultRules.rules.kubeScheduler: there are two groups of rules of the scheduler, and no chart reads this key; set kubeSchedulerAlerting and kubeSchedulerRecording; in environments/blue/2-cluster/platform/kube-prometheus-stack/helmrelease-kube-prometheus-stack.yaml [values-ignored-key]`},
		},
		"ScrapeTimeout": {
			"Both exporters call it timeout.",
			"postgres-exporter-adservice: {serviceMonitor: {scrapeTimeout: 5s}}\nredis-exporter-cartservice: {serviceMonitor: {scrapeTimeout: 5s}}\n",
			[]string{
				`platform.yaml:10: release postgres-exporter-adservice: values.serviceMonitor.scrapeTimeout: the chart does not read it; set timeout; in environments/blue/3-environment/releases/postgres-exporter/helmrelease-postgres-exporter-adservice.yaml [values-ignored-key]`,
				`platform.yaml:11: release redis-exporter-cartservice: values.serviceMonitor.scrapeTimeout: the chart reads it only with multipleTarget; set timeout; in environments/blue/3-environment/releases/redis-exporter/helmrelease-redis-exporter-cartservice.yaml [values-ignored-key]`,
			},
		},
		"CacheResources": {
			"memcached takes what allocatedMemory says.",
			"loki: {chunksCache: {resources: {limits: {memory: 1Gi}}}, resultsCache: {resources: {requests: {cpu: 1}}}}\n",
			[]string{
				"platform.yaml:10: release loki: values.chunksCache.resources: " + memory + "; in environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml [values-ignored-key]",
				"platform.yaml:10: release loki: values.resultsCache.resources: " + memory + "; in environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml [values-ignored-key]",
			},
		},
		"CacheName": {
			"The schema of the chart lets this pass.",
			"loki: {chunkCache: {enabled: false}}\n",
			[]string{`platform.yaml:10: release loki: values.chunkCache: no such key in loki 18.11.0; did you mean "chunksCache"?; in environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml [values-unknown-key]`},
		},
		"EmptyRules": {
			"The template renders text that is no YAML.",
			"alloy: {rbac: {clusterRules: []}}\n",
			[]string{`platform.yaml:10: release alloy: values.rbac.clusterRules: the chart renders an empty list as text that is no YAML; leave at least one rule in it, or empty both lists; in environments/blue/2-cluster/collection/alloy/helmrelease-alloy.yaml [values-trap]`},
		},
		"Template": {
			"The configuration of Alloy goes through tpl.",
			"alloy: {alloy: {configMap: {content: '{{ x }}'}}}\n",
			[]string{"platform.yaml:10: release alloy: values.alloy.configMap.content: the chart reads {{ in it as the start of a template; write {{`{{`}}; in environments/blue/2-cluster/collection/alloy/helmrelease-alloy.yaml [values-trap]"},
		},
		"TemplateEscaped": {
			"What the finding says to write is in order, in either way of quoting.",
			"alloy: {alloy: {configMap: {content: 'a {{`{{`}} b {{- \"{{\" -}} c'}}}\n",
			nil,
		},
		"TemplateBesideEscaped": {
			"One that is escaped does not excuse another.",
			"alloy: {alloy: {configMap: {content: '{{`{{`}} {{ x }}'}}}\n",
			[]string{"platform.yaml:10: release alloy: values.alloy.configMap.content: the chart reads {{ in it as the start of a template; write {{`{{`}}; in environments/blue/2-cluster/collection/alloy/helmrelease-alloy.yaml [values-trap]"},
		},
		"Endpoint": {
			"The thanos client wants host and port.",
			"loki: {loki: {storage: {object_store: {s3: {endpoint: \"https://sfo3.digitaloceanspaces.com\"}}}}}\n",
			[]string{`platform.yaml:10: release loki: values.loki.storage.object_store.s3.endpoint: this client of S3 takes no address with a scheme, and Loki notices only when it first writes; leave https:// out; in environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml [values-trap]`},
		},
		"Minio": {
			"The chart fails with it.",
			"loki: {minio: {enabled: true}}\n",
			[]string{`platform.yaml:10: release loki: values.minio.enabled: the chart refuses to be rendered with MinIO, which it is about to remove; leave it off: the environment has a Spaces bucket; in environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml [values-trap]`},
		},
		"Switch": {
			"The subchart's own name is no switch.",
			"kube-prometheus-stack: {prometheus-node-exporter: {enabled: false}}\n",
			[]string{`platform.yaml:10: release kube-prometheus-stack: values.prometheus-node-exporter.enabled: no chart reads it; set nodeExporter.enabled; in environments/blue/2-cluster/platform/kube-prometheus-stack/helmrelease-kube-prometheus-stack.yaml [values-ignored-key]`},
		},
		"Demo": {
			"The contract of the demo is of its source, so that it can only warn.",
			"demo: {networkPolicies: {create: true}, fronted: {tls: true}}\n",
			[]string{
				`platform.yaml:10: release demo: values.fronted: warning: no such key in microservices-demo 0.10.3; did you mean "frontend"?; in environments/blue/3-environment/releases/demo/helmrelease-demo.yaml [values-unknown-key]`,
				`platform.yaml:10: release demo: values.networkPolicies.create: warning: the chart's policies deny all but its own traffic: neither the Gateway nor the exporters would get through; leave it off: the platform brings network policies of its own; in environments/blue/3-environment/releases/demo/helmrelease-demo.yaml [values-trap]`,
			},
		},
		"Sound": {
			"What the charts do read passes, of whatever shape.",
			`kube-prometheus-stack:
  prometheus: {prometheusSpec: {retention: 30d, podMonitorSelector: null, additionalScrapeConfigs: [{job_name: x}], affinity: {nodeAffinity: {}}}}
  grafana: {grafana.ini: {users: {viewers_can_edit: true}}, persistence: {enabled: true, size: 5Gi}, sidecar: {dashboards: {skipTlsVerify: false}}}
loki: {loki: {limits_config: {max_query_series: 500}, server: {log_level: warn}}, write: {podAnnotations: {a: b}}}
external-dns: {extraArgs: [--x], logLevel: debug, provider: {webhook: {env: []}}}
redis-exporter-cartservice: {env: {A: b}, serviceMonitor: {multipleTarget: true, scrapeTimeout: 5s}}
`,
			nil,
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, provetest.Lines(Check(inventory.Read(provetest.Overriding(t, tc.overrides))))); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// TestValuesOfCode is what we, or who uses the library, may get wrong.
func TestValuesOfCode(t *testing.T) {
	chart := charts.MetricsServer
	release := model.Release{Name: "ms", Chart: chart, Cluster: model.DOKS("blue"), Values: map[string]any{"replica": 2}}
	other, newer := release, release
	other.Chart.Name = "somebody-elses"
	newer.Chart.Version = "4.0.0"
	list, overridden := release, release
	list.Values = []string{"replicas"}
	overridden.Values, overridden.Overrides = 3, map[string]any{"replicas": 2}
	stamped := newer
	stamped.Chart.Stamped = true
	cases := map[string]struct {
		reason  string
		release model.Release
		want    []string
	}{
		"Ours": {
			"What no override set is our code's.", release,
			[]string{`c.go:1: release ms: values.replica: no such key in metrics-server 3.13.1; did you mean "replicas"?; in environments/blue/x/c/helmrelease-ms.yaml [values-unknown-key]`},
		},
		"List": {
			"Helm takes keys.", list,
			[]string{"c.go:1: release ms: values: the values of a release are a map, and these are none; give a struct with json tags, or a map; in environments/blue/x/c/helmrelease-ms.yaml [values-no-map]"},
		},
		"Overridden": {
			"The user's would hide ours.", overridden,
			[]string{"c.go:1: release ms: values: the values of a release are a map, and these are none; give a struct with json tags, or a map; in environments/blue/x/c/helmrelease-ms.yaml [values-no-map]"},
		},
		"NoContract": {
			"Of a chart that nobody read nothing is known.", other,
			[]string{"c.go:1: release ms: values: warning: nothing is known of the values of somebody-elses 3.13.1; derive its contract with go run seamark.dev/seamark/cmd/contract CHART.tgz, and set Chart.Contract to it (charts.ParseContract); in environments/blue/x/c/helmrelease-ms.yaml [values-no-contract]"},
		},
		"OtherVersion": {
			"A contract of another version may be wrong.", newer,
			[]string{
				"c.go:1: release ms: values: warning: the values of metrics-server 4.0.0 are judged by those of 3.13.1; derive its contract with go run seamark.dev/seamark/cmd/contract CHART.tgz, and set Chart.Contract to it (charts.ParseContract); in environments/blue/x/c/helmrelease-ms.yaml [values-no-contract]",
				`c.go:1: release ms: values.replica: warning: no such key in metrics-server 3.13.1; did you mean "replicas"?; in environments/blue/x/c/helmrelease-ms.yaml [values-unknown-key]`,
			},
		},
		"Stamped": {
			"Nobody can write a contract of each; what it says of one is better than nothing.", stamped,
			[]string{`c.go:1: release ms: values.replica: warning: no such key in metrics-server 3.13.1; did you mean "replicas"?; in environments/blue/x/c/helmrelease-ms.yaml [values-unknown-key]`},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			s := inventory.Input{Engine: flux.New(platform.Platform{}), Units: []model.Unit{{
				ID:         model.UnitID{Environment: "blue", Path: "x"},
				Components: []model.Component{{Name: "c", Source: diag.Where{File: "c.go", Line: 1}, Releases: []model.Release{tc.release}}},
			}}}
			if diff := cmp.Diff(tc.want, provetest.Lines(Check(inventory.Read(s)))); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// TestValuesOfTheHub because its overrides stand elsewhere.
func TestValuesOfTheHub(t *testing.T) {
	s := provetest.Configured(t, "hub.yaml", provetest.Small+"  overrides:\n    crossplane: {replica: 2}\n")
	want := []string{`hub.yaml:10: release crossplane: values.replica: no such key in crossplane 2.3.4; did you mean "replicas"?; in control-plane/crossplane/crossplane/helmrelease-crossplane.yaml [values-unknown-key]`}
	if diff := cmp.Diff(want, provetest.Lines(Check(inventory.Read(s)))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	s.Locate = nil
	if got := Check(inventory.Read(s))[0].Where.Path; got != "spec.overrides.crossplane.replica" {
		t.Errorf("without lines the field is named, got %s", got)
	}
}

// FuzzValues feeds overrides of any shape: the check ends, finds places that
// are there, and nothing that our own values do not deserve.
func FuzzValues(f *testing.F) {
	f.Add("loki: {read: null, write: {replicas: x}}")
	f.Add("alloy: {alloy: [1, {a: b}]}")
	f.Add("kube-prometheus-stack: {grafana: {grafana.ini: 1, \"\": {}}}")
	f.Fuzz(func(t *testing.T, overrides string) {
		p, locate, findings := platform.LoadLocated(platform.Source{Name: "p.yaml", Data: []byte(provetest.Small + "    overrides: {" + overrides + "}\n")})
		if findings.Err() != nil {
			return
		}
		units, err := components.Build(p, components.Standard(), flux.New(p))
		if err != nil {
			return
		}
		for _, found := range Check(inventory.Read(inventory.Input{Platform: p, Units: units, Locate: locate})) {
			if found.Code == "" || found.Where.File != "p.yaml" {
				t.Errorf("%s is not the override's fault", found)
			}
		}
	})
}

// BenchmarkValues checks all releases of one environment and the hub.
func BenchmarkValues(b *testing.B) {
	inv := inventory.Read(provetest.Configured(b, "platform.yaml", provetest.Small))
	for b.Loop() {
		if found := Check(inv); len(found) > 0 {
			b.Fatal(found)
		}
	}
}
