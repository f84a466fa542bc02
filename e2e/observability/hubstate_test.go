package observability

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/e2e/internal/tools"
)

// hubObjects are what a hub in trouble holds: at the beginning of 1970, when
// promtool's clock starts.
//
//go:embed testdata/hub.yaml
var hubObjects string

// dropped are the labels that the rendered PodMonitor drops.
var dropped = regexp.MustCompile(`,?customresource_[a-z]+="[^"]*"`)

// stateOf are the series that kube-state-metrics makes of objects by the rendered
// configuration, as the hub's Prometheus has them.
func stateOf(t *testing.T, program string, r repositoryOf, objects string) []string {
	t.Helper()
	configuration := ""
	for _, cm := range decodedOf[corev1.ConfigMap](t, r, "ConfigMap") {
		if cm.Name == "hub-state-metrics" {
			configuration = cm.Data["state.yaml"]
		}
	}
	var all []map[string]any
	for document := range strings.SplitSeq(objects, "\n---\n") {
		all = append(all, parse(t, document))
	}
	input, err := json.Marshal(map[string]any{"Configuration": configuration, "Objects": all})
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), program)
	cmd.Stdin = bytes.NewReader(input)
	var log bytes.Buffer
	cmd.Stderr = &log
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v\n%s", err, &log)
	}
	var series []string
	for line := range strings.Lines(string(out)) {
		if !strings.HasPrefix(line, "#") {
			series = append(series, strings.Replace(dropped.ReplaceAllString(strings.TrimSpace(line), ""), "{,", "{", 1))
		}
	}
	return series
}

// promtoolTest is a test of rules as promtool reads it.
type promtoolTest struct {
	RuleFiles []string    `json:"rule_files"`
	Interval  string      `json:"evaluation_interval"`
	Tests     []ruleTests `json:"tests"`
}

type ruleTests struct {
	Interval string       `json:"interval"`
	Series   []inputOf    `json:"input_series"`
	Asked    []expression `json:"promql_expr_test"`
}

type inputOf struct {
	Series string `json:"series"`
	Values string `json:"values"`
}

type expression struct {
	Expr    string     `json:"expr"`
	At      string     `json:"eval_time"`
	Samples []expected `json:"exp_samples"`
}

type expected struct {
	Labels string  `json:"labels"`
	Value  float64 `json:"value"`
}

// TestHubStateFiresAlerts: of a hub in trouble kube-state-metrics makes what the
// rendered alerts on resources ask for. All of these fire, and no other.
func TestHubStateFiresAlerts(t *testing.T) {
	r := renderScenario(t, "production")
	series := stateOf(t, built(t, tools.KubeStateMetrics), r, hubObjects)
	dir := t.TempDir()
	test := promtoolTest{Interval: "10m", Tests: []ruleTests{{Interval: "10m", Series: []inputOf{
		{Series: `up{job="hub-state-metrics"}`, Values: "1x400"},
	}}}}
	for i, o := range decodedOf[monitoringv1.PrometheusRule](t, r, "PrometheusRule") {
		if o.Namespace == "hub-monitoring" {
			file := fmt.Sprintf("rules-%d.yaml", i)
			write(t, filepath.Join(dir, file), ruleFile(t, o.Spec.Groups))
			test.RuleFiles = append(test.RuleFiles, file)
		}
	}
	for _, s := range series {
		at := strings.LastIndex(s, " ")
		test.Tests[0].Series = append(test.Tests[0].Series, inputOf{Series: s[:at], Values: s[at+1:] + "x400"})
	}
	// Of what tells of itself nothing is here, and most of what is expected is
	// missing: but the one resource that is there is not.
	const others = `alertname!~"HubTargetDown|EngineStalled|HubResourceMissing"`
	const at = "60h"
	test.Tests[0].Asked = []expression{
		{Expr: `count by (alertname) (ALERTS{alertstate="firing", ` + others + `})`, At: at, Samples: []expected{
			{`{alertname="ClusterVersionDiffers"}`, 1}, {`{alertname="CreationInterrupted"}`, 1}, {`{alertname="CrossplanePackageUnhealthy"}`, 1},
			{`{alertname="DigitalOceanRefuses"}`, 1}, {`{alertname="DigitalOceanTokenRefused"}`, 1}, {`{alertname="EngineFailing"}`, 1},
			{`{alertname="HubResourceNotReady"}`, 1}, {`{alertname="HubResourceNotSynced"}`, 2}, {`{alertname="KubeconfigRenewalFailing"}`, 1},
		}},
		{Expr: `count by (name) (ALERTS{alertname="HubResourceMissing", alertstate="firing", kind=~"DOKSCluster|ObjectStore"})`, At: at, Samples: []expected{
			{`{name="loki"}`, 1},
		}},
	}
	text, err := yaml.Marshal(test)
	if err != nil {
		t.Fatal(err)
	}
	file := write(t, filepath.Join(dir, "test.yaml"), string(text))
	if out, err := run(t, dir, nil, nil, built(t, tools.Promtool), "test", "rules", file); err != nil {
		t.Errorf("%v\n%s\n%s", err, out, strings.Join(series, "\n"))
	}
}

// TestHubState: each name and its labels, as documents and dashboards say them.
func TestHubState(t *testing.T) {
	want := []string{
		`seamark_cloud_condition{group,kind,message,name,namespace,reason,resource,status,type}`,
		`seamark_cloud_condition{group,kind,name,namespace,reason,resource,status,type}`, // nothing is said
		`seamark_cluster_generation{group,kind,name,namespace,running,wanted}`,
		`seamark_managed_create_failed_timestamp_seconds{group,kind,name,namespace}`,
		`seamark_managed_create_pending_timestamp_seconds{group,kind,name,namespace}`,
		`seamark_managed_create_succeeded_timestamp_seconds{group,kind,name,namespace}`,
		`seamark_request_last_reconcile_timestamp_seconds{group,kind,name,namespace}`,
		`seamark_resource_condition{group,kind,name,namespace,reason,status,type}`,
		`seamark_resource_condition{group,kind,name,reason,status,type}`,
		`seamark_resource_created_timestamp_seconds{group,kind,name,namespace}`,
		`seamark_resource_created_timestamp_seconds{group,kind,name}`,
	}
	label := regexp.MustCompile(`([a-z_]+)="(?:[^"\\]|\\.)*"`)
	var got []string
	for _, s := range stateOf(t, built(t, tools.KubeStateMetrics), renderScenario(t, "production"), hubObjects) {
		name, rest, _ := strings.Cut(s, "{")
		var labels []string
		for _, m := range label.FindAllStringSubmatch(rest, -1) {
			labels = append(labels, m[1])
		}
		slices.Sort(labels)
		got = append(got, name+"{"+strings.Join(labels, ",")+"}")
	}
	slices.Sort(got)
	if diff := cmp.Diff(want, slices.Compact(got)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
