package prove_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"

	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/delivery/flux"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/prove"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// all is what every check finds, and those that are given.
func all(tb testing.TB, in inventory.Input, own ...prove.Check) diag.List {
	tb.Helper()
	findings, err := prove.All(in, append(prove.Checks(), own...))
	if err != nil {
		tb.Fatal(err)
	}
	return findings
}

func TestGoldens(t *testing.T) {
	for name, in := range provetest.Goldens(t, "../..") {
		if diff := cmp.Diff([]string(nil), provetest.Lines(all(t, in))); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
	}
}

// TestOwnCheck: who uses the library asks a question of their own.
func TestOwnCheck(t *testing.T) {
	unlimited := func(inv *inventory.Inventory) diag.List {
		var findings diag.List
		for _, r := range inv.Releases {
			if r.Release.Timeout == 0 && r.Release.Name == "loki" {
				findings.Add(inv.Finding(r.Place.Values(nil), diag.Finding{Code: "mine", Message: "give it a timeout"}))
			}
		}
		return findings
	}
	in := provetest.Configured(t, "platform.yaml", provetest.Small)
	provetest.Tree{TB: t, Input: in}.Release("loki").Timeout = 0
	got := provetest.Told(all(t, in, unlimited))
	want := []string{"pkg/components/loki/loki.go: release loki: values: give it a timeout; in environments/blue/2-cluster/platform/loki/helmrelease-loki.yaml [mine]"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestBrokenCheck: a check that breaks is an error that says where.
func TestBrokenCheck(t *testing.T) {
	cases := map[string]struct {
		reason string
		check  prove.Check
		want   string
	}{
		"Nil":    {"One that was forgotten.", nil, "a check is nil"},
		"Panics": {"A mistake in it must not end the process.", func(*inventory.Inventory) diag.List { return diag.List{}[1:] }, "a check broke: runtime error: slice bounds out of range [1:0], in prove_test.TestBrokenCheck"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := prove.All(provetest.Configured(t, "platform.yaml", provetest.Small), []prove.Check{tc.check})
			if err == nil || !strings.HasPrefix(err.Error(), tc.want) {
				t.Errorf("%s\ngot %v, want %s…", tc.reason, err, tc.want)
			}
		})
	}
}

// workloads are objects that name others, as a user puts them among the values
// of a chart.
var workloads = map[string]string{
	"Deployment":     `{apiVersion: apps/v1, kind: Deployment, metadata: {name: mine}, spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: a, envFrom: [{secretRef: {name: absent}}]}]}}}}`,
	"StatefulSet":    `{apiVersion: apps/v1, kind: StatefulSet, metadata: {name: mine}, spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: a}], volumes: [{name: v, secret: {secretName: absent}}]}}}}`,
	"DaemonSet":      `{apiVersion: apps/v1, kind: DaemonSet, metadata: {name: mine}, spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: a}], imagePullSecrets: [{name: absent}]}}}}`,
	"CronJob":        `{apiVersion: batch/v1, kind: CronJob, metadata: {name: mine}, spec: {schedule: "@daily", jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: a, image: a, env: [{name: A, valueFrom: {secretKeyRef: {name: absent, key: a}}}]}]}}}}}}`,
	"Pod":            `{apiVersion: v1, kind: Pod, metadata: {name: mine}, spec: {containers: [{name: a, image: a}], volumes: [{name: v, secret: {secretName: absent}}]}}`,
	"ServiceMonitor": `{apiVersion: monitoring.coreos.com/v1, kind: ServiceMonitor, metadata: {name: mine}, spec: {selector: {}, endpoints: [{basicAuth: {password: {name: absent, key: a}}}]}}`,
	"PodMonitor":     `{apiVersion: monitoring.coreos.com/v1, kind: PodMonitor, metadata: {name: mine}, spec: {selector: {}, podMetricsEndpoints: [{tlsConfig: {ca: {secret: {name: absent, key: a}}}}]}}`,
}

// TestObjectsAmongValues: an object that a user puts among the values of any
// chart is the user's. What it names is looked up, and what is missing is told
// at the user's line, as a warning.
func TestObjectsAmongValues(t *testing.T) {
	releases := slices.Collect(model.Releases(provetest.Configured(t, "platform.yaml", provetest.Small).Units))
	if n := len(releases) * len(workloads); n < 70 {
		t.Errorf("%d combinations, want at least 70", n)
	}
	for _, at := range releases {
		name, indent := at.Release.Name, "    "
		if at.Release.Cluster.IsHub() {
			indent = "  "
		}
		for kind, object := range workloads {
			t.Run(name+"/"+kind, func(t *testing.T) {
				config := fmt.Sprintf("%soverrides: {%s: {extraObjects: [%s], extraDeploy: {a: [{}, %s]}}}\n",
					indent, name, object, strings.Replace(object, "mine", "other", 1))
				in := provetest.Configured(t, "platform.yaml", provetest.Small+config)
				var got []string
				for _, f := range all(t, in) {
					if strings.HasPrefix(string(f.Code), "values-") {
						continue // not every chart takes such objects
					}
					path, _, _ := strings.Cut(f.Subject.Path, "].")
					got = append(got, fmt.Sprintf("%s: %s %s, %s]: %s %s", f.Severity, f.Code, f.Where, path, f.Subject.Object, f.Value))
				}
				slices.Sort(got)
				want := []string{
					"warning: reference-missing platform.yaml:9, values.extraDeploy.a[1]: release " + name + " absent",
					"warning: reference-missing platform.yaml:9, values.extraObjects[0]: release " + name + " absent",
				}
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("(-want +got):\n%s", diff)
				}
			})
		}
	}
}

// TestXRsAmongValues: an XR or an Object that a user puts among the values of a chart
// is the user's as well. What is wrong with it, or with what it composes or lacks, is told at the
// user's line, and not at that of our Composition.
func TestXRsAmongValues(t *testing.T) {
	xrs := []string{
		`{apiVersion: seamark.dev/v1alpha1, kind: DOKSCluster, metadata: {name: mine, namespace: absent}, spec: {}}`,
		`{apiVersion: seamark.dev/v1alpha1, kind: ManagedDatabase, metadata: {name: mine, namespace: absent}, spec: {engine: pg, crossplane: {compositionRef: {name: manageddatabases-pg.seamark.dev}}}}`,
		`{apiVersion: kubernetes.m.crossplane.io/v1alpha1, kind: Object, metadata: {name: mine}, spec: {forProvider: {manifest: {apiVersion: v1, kind: Pod, metadata: {}}}}}`,
	}
	for _, release := range []string{"  overrides: {crossplane", "    overrides: {loki"} {
		for _, xr := range xrs {
			config := fmt.Sprintf("%s: {extraObjects: [%s], extraDeploy: {a: %s}}}\n", release, xr, strings.Replace(xr, "mine", "other", 1))
			findings := all(t, provetest.Configured(t, "platform.yaml", provetest.Small+config))
			if len(findings) == 0 {
				t.Errorf("%s: nothing is found", config)
			}
			for _, f := range findings {
				if f.Where.String() != "platform.yaml:9" {
					t.Errorf("%s: got %s", config, f)
				}
			}
		}
	}
}

// FuzzOverrides: no values of a user, and no object at any place in them, can
// make the checks fail, or make two runs differ.
func FuzzOverrides(f *testing.F) {
	f.Add("loki", "a", `{"a":{"secretKeyRef":{"name":"x","key":"y"}}}`)
	f.Add("loki", "", `{"apiVersion":"v1","kind":"Secret","metadata":{"name":"x"},"data":{"a":"b"}}`)
	f.Add("alloy", "a.b", `{"existingSecret":"x","userKey":"y","url":"http://a.b.svc:x","secret":{"secretName":"s","items":[{"key":1}]}}`)
	f.Add("demo", "list", `[{"metadata":{"name":"x"},"apiVersion":"kubernetes.m.crossplane.io/v1alpha1","kind":"Object","spec":`+
		`{"references":[{"toFieldPath":"data[0]","patchesFrom":{"fieldPath":"["}}],"forProvider":{"manifest":{"spec":[]}}}}]`)
	f.Add("crossplane", "x", `{"serviceMonitor":{"enabled":true},"imagePullSecrets":["a",{"name":"b"}],"password":"://a:b@c"}`)
	for _, object := range workloads {
		f.Add("kube-prometheus-stack", "extraManifests.a", jsonOf(f, object))
		f.Add("cert-manager", "extraObjects", "["+jsonOf(f, object)+",["+jsonOf(f, object)+"]]")
	}
	in := provetest.Configured(f, "platform.yaml", provetest.Small)
	f.Fuzz(func(t *testing.T, release, path, text string) {
		var value any
		if json.Unmarshal([]byte(text), &value) != nil {
			return
		}
		for _, name := range slices.Backward(strings.Split(path, ".")) {
			value = map[string]any{name: value}
		}
		p := in.Platform
		env := p.Spec.Environments[0]
		env.Overrides = map[string]map[string]any{release: value.(map[string]any)}
		p.Spec.Environments = append(p.Spec.Environments[:0:0], env)
		p.Spec.Overrides = env.Overrides
		units, err := components.Build(p, components.Standard(), flux.New(p))
		if err != nil {
			return
		}
		again := inventory.Input{Platform: p, Units: units, Engine: in.Engine, Locate: in.Locate}
		first := provetest.Lines(all(t, again))
		if diff := cmp.Diff(first, provetest.Lines(all(t, again))); diff != "" {
			t.Errorf("two runs differ: %s", diff)
		}
	})
}

// jsonOf is a YAML text as JSON.
func jsonOf(tb testing.TB, text string) string {
	tb.Helper()
	var v any
	if err := yaml.Unmarshal([]byte(text), &v); err != nil {
		tb.Fatal(err)
	}
	data, err := json.Marshal(v)
	if err != nil {
		tb.Fatal(err)
	}
	return string(data)
}

// BenchmarkRead reads ever more environments; the time for each must stay the
// same.
func BenchmarkRead(b *testing.B) {
	benchmark(b, func(in inventory.Input) diag.List { inventory.Read(in); return nil })
}

// BenchmarkAll reads and proves ever more environments; the time for each must
// stay the same.
func BenchmarkAll(b *testing.B) {
	benchmark(b, func(in inventory.Input) diag.List { return all(b, in) })
}

func benchmark(b *testing.B, run func(inventory.Input) diag.List) {
	for _, n := range []int{1, 10, 100} {
		in := provetest.Environments(b, n)
		b.Run(fmt.Sprintf("environments=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if findings := run(in); findings.Errors() > 0 {
					b.Fatal(findings)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "µs/environment")
		})
	}
}
