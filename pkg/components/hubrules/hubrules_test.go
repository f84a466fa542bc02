package hubrules

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/docs/runbooks"
	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/components/internal/promqltest"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/delivery/argocd"
	"seamark.dev/seamark/pkg/delivery/flux"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

var update = flag.Bool("update", false, "rewrite the files of rules")

var both = []platform.Engine{platform.ArgoCD, platform.Flux}

// engines are ours, as they say that they are watched.
var engines = map[platform.Engine]declare.Watch{
	platform.Flux:   flux.Engine{}.Watched(),
	platform.ArgoCD: argocd.Engine{}.Watched(),
}

func watched() platform.Platform {
	return platform.Platform{Spec: platform.Spec{
		Hub: platform.Hub{Monitoring: platform.HubMonitoring{Prometheus: platform.ExistingPrometheus, Release: "stack"}},
	}}
}

// units bring a resource that is watched, and one that is not.
func units() []model.Unit {
	return []model.Unit{{
		ID: model.UnitID{Environment: "prod", Path: "1-infra"},
		Components: []model.Component{{Name: "infra", Objects: []model.Object{
			&seamark.DOKSCluster{TypeMeta: seamark.KindDOKSCluster, ObjectMeta: metav1.ObjectMeta{Name: "prod", Namespace: "prod"}},
			&corev1.ConfigMap{TypeMeta: kinds.ConfigMap, ObjectMeta: metav1.ObjectMeta{Name: "notes", Namespace: "prod"}},
		}}},
	}}
}

func rulesOf(t *testing.T, engine platform.Engine) map[string]monitoringv1.Rule {
	t.Helper()
	out := map[string]monitoringv1.Rule{}
	for _, g := range groups(engines[engine]) {
		for _, r := range g.Rules {
			if _, taken := out[r.Alert]; taken {
				t.Errorf("two alerts are called %s", r.Alert)
			}
			out[r.Alert] = r
		}
	}
	return out
}

func TestNothingWithoutPrometheus(t *testing.T) {
	p := watched()
	p.Spec.Hub.Monitoring.Prometheus = platform.NoPrometheus
	if diff := cmp.Diff(model.Component{}, Component(databases.Engines(), p, units(), engines[platform.Flux])); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestExpected: with Flux the list has its own objects too.
func TestExpected(t *testing.T) {
	cluster := model.ObjectRef{Group: "seamark.dev", Kind: "DOKSCluster", Namespace: "prod", Name: "prod"}
	want := map[platform.Engine][]model.ObjectRef{
		platform.ArgoCD: {cluster},
		platform.Flux:   {cluster, {Group: "kustomize.toolkit.fluxcd.io", Kind: "Kustomization", Namespace: "prod", Name: "1-infra"}},
	}
	for _, engine := range both {
		var got []model.ObjectRef
		objects := Component(databases.Engines(), watched(), units(), engines[engine]).Objects
		for _, r := range objects[len(objects)-1].(*monitoringv1.PrometheusRule).Spec.Groups[0].Rules {
			if r.Record != Expected {
				t.Errorf("%s: recorded as %s", engine, r.Record)
			}
			got = append(got, model.ObjectRef{Group: r.Labels["group"], Kind: r.Labels["kind"], Namespace: r.Labels["namespace"], Name: r.Labels["name"]})
		}
		if diff := cmp.Diff(want[engine], got); diff != "" {
			t.Errorf("%s -want +got:\n%s", engine, diff)
		}
	}
}

// TestSeverities: what stands still today, or is lost in a week, is critical.
func TestSeverities(t *testing.T) {
	want := map[string]string{
		"HubResourceMissing": "critical", "HubResourceNotReady": "warning", "HubResourceNotSynced": "warning", "CreationInterrupted": "critical",
		"DigitalOceanTokenRefused": "critical", "DigitalOceanRateLimited": "warning", "DigitalOceanQuotaReached": "warning",
		"DigitalOceanNameTaken": "warning", "DigitalOceanRefuses": "warning",
		"ClusterUpgraded": "warning", "ClusterVersionDiffers": "warning", "KubeconfigRenewalFailing": "critical",
		"HubTargetDown": "critical", "CrossplanePackageUnhealthy": "critical", "CrossplaneProviderRestarting": "warning",
		"CompositionFunctionFailing": "warning", "EngineFailing": "warning", "EngineStalled": "critical",
	}
	for _, engine := range both {
		got := map[string]string{}
		for name, r := range rulesOf(t, engine) {
			got[name] = r.Labels["severity"]
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s -want +got:\n%s", engine, diff)
		}
	}
}

// TestMetricsExist: no alert waits for a metric that nothing has.
func TestMetricsExist(t *testing.T) {
	catalogue := promqltest.Load(t, promqltest.Hub)
	for _, engine := range both {
		for name, r := range rulesOf(t, engine) {
			for _, problem := range catalogue.Findings(r.Expr.String()) {
				t.Errorf("%s of %s: %s", name, engine, problem)
			}
		}
	}
}

// TestRunbooks: each alert has a section, in the order of a runbook.
func TestRunbooks(t *testing.T) {
	page, err := os.ReadFile(filepath.Join("..", "..", "..", filepath.FromSlash(Runbooks)))
	if err != nil {
		t.Fatal(err)
	}
	rules := rulesOf(t, platform.Flux)
	for _, section := range strings.Split("\n"+string(page), "\n## ")[1:] {
		title, body, _ := strings.Cut(section, "\n")
		if _, known := rules[title]; !known {
			t.Errorf("%s has a section for %s, which is no alert", Runbooks, title)
		}
		delete(rules, title)
		at := 0
		for _, part := range []string{"**Meaning.**", "**Impact.**", "**First checks.**", "**Mending.**"} {
			next := strings.Index(body, part)
			if next < at {
				t.Errorf("the section %s has no %s, or not in its place", title, part)
				continue
			}
			at = next
		}
	}
	for name := range rules {
		t.Errorf("%s has no section for %s", Runbooks, name)
	}
}

// TestRulesFiles are the rules as Prometheus reads them, beside their tests.
func TestRulesFiles(t *testing.T) {
	for _, engine := range both {
		file := "testdata/" + string(engine) + ".rules.yaml"
		rendered, err := yaml.Marshal(monitoringv1.PrometheusRuleSpec{Groups: slices.Concat(groups(engines[engine]), expectedGroups(engine))})
		if err != nil {
			t.Fatal(err)
		}
		got := "# Generated from the rules of this package: do not edit. Run go test with -update to renew.\n" + string(rendered)
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s is stale, run with -update (-file +now):\n%s", file, diff)
		}
	}
}

func expectedGroups(engine platform.Engine) []monitoringv1.RuleGroup {
	objects := Component(databases.Engines(), watched(), units(), engines[engine]).Objects
	return objects[len(objects)-1].(*monitoringv1.PrometheusRule).Spec.Groups
}

// TestPagesHaveOurCommands: whoever reads the page here finds what both engines of
// ours say, and each aside is one that they have something for.
func TestPagesHaveOurCommands(t *testing.T) {
	for name, page := range map[string][]byte{"hub.md": runbooks.Hub, "alerts.md": runbooks.Alerts} {
		asides := regexp.MustCompile(`(?s)<!--engine.*?<!--end-->`).FindAllString(string(page), -1)
		if len(asides) == 0 {
			t.Errorf("%s has no asides", name)
		}
		for _, aside := range asides {
			for _, engine := range both {
				_, said, _ := strings.Cut(engines[engine].Text(aside), ": ")
				if said = strings.TrimSuffix(said, "."); said == "" || !strings.Contains(aside, said) {
					t.Errorf("%s: %s says %q, and the page %s", name, engine, said, aside)
				}
			}
		}
	}
}

var tested = regexp.MustCompile(`(?m)^    alertname: (\w+)\n    exp_alerts:( \[\])?$`)

// TestEveryAlertHasARuleTest: each is tested to fire, and not to fire. promtool
// runs the tests.
func TestEveryAlertHasARuleTest(t *testing.T) {
	for _, engine := range both {
		fires, rests := map[string]bool{}, map[string]bool{}
		files, err := filepath.Glob("testdata/*.test.yaml")
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			raw, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(string(raw), "rule_files: ["+string(engine)+".rules.yaml]") {
				continue
			}
			for _, m := range tested.FindAllStringSubmatch(string(raw), -1) {
				fires[m[1]], rests[m[1]] = fires[m[1]] || m[2] == "", rests[m[1]] || m[2] != ""
			}
		}
		for name := range rulesOf(t, engine) {
			own := strings.HasPrefix(name, "Engine") || name == "HubTargetDown"
			if (own || engine == platform.Flux) && (!fires[name] || !rests[name]) {
				t.Errorf("%s of %s: tested to fire: %t, not to fire: %t", name, engine, fires[name], rests[name])
			}
		}
	}
}
