package hubprometheus

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	networkingv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/api/resource"

	"seamark.dev/seamark/internal/chartvalues"
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/components/hubmetrics"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// own is a hub that watches itself, and tells everybody.
func own() platform.Platform {
	return platform.Complete(platform.Platform{Spec: platform.Spec{
		Delivery: platform.Delivery{Hub: "hub-eu"},
		Hub: platform.Hub{
			Monitoring: platform.HubMonitoring{Prometheus: platform.OwnPrometheus},
			Alerts: platform.Alerts{Receiver: platform.Receiver{
				Slack:     &platform.Slack{Channel: "#hub"},
				Email:     &platform.Email{To: "ops@example.com", From: "hub@example.com", Smarthost: "smtp.example.com:587", Username: "hub"},
				Webhook:   &platform.Webhook{Secret: "alertmanager-receiver-hook"},
				PagerDuty: &platform.PagerDuty{},
			}},
		},
	}})
}

func TestOnlyWhereTheHubWatchesItself(t *testing.T) {
	for _, by := range []platform.HubPrometheus{platform.NoPrometheus, platform.ExistingPrometheus} {
		p := own()
		p.Spec.Hub.Monitoring.Prometheus = by
		if diff := cmp.Diff(model.Component{}, Component(p)); diff != "" {
			t.Errorf("%s: -want +got:\n%s", by, diff)
		}
	}
}

func TestValuesAreKnownToTheChart(t *testing.T) {
	withClass := own()
	withClass.Spec.Hub.Monitoring.StorageClass = "fast"
	for _, p := range []platform.Platform{own(), withClass} {
		for _, finding := range chartvalues.Unknown(t, charts.KubePrometheusStack, valuesOf(p)) {
			t.Error(finding)
		}
	}
}

func TestValues(t *testing.T) {
	const spec = "prometheus.prometheusSpec."
	cases := map[string]struct {
		reason, class, path string
		want                any
	}{
		"NoVolumeByDefault": {"a hub may have no storage class", "", spec + "storageSpec", map[string]any{"emptyDir": map[string]any{"sizeLimit": "5Gi"}}},
		"VolumeOfTheClass":  {"the configuration names it", "fast", spec + "storageSpec.volumeClaimTemplate.spec.storageClassName", "fast"},
		"SilencesToo":       {"the configuration names it", "fast", "alertmanager.alertmanagerSpec.storage.volumeClaimTemplate.spec.storageClassName", "fast"},
		"BoundedByTheDisk":  {"the pod would be evicted from a full disk", "", spec + "retentionSize", "4GiB"},
		"SeesMonitors":      {"its own and those of the user", "", spec + "podMonitorSelectorNilUsesHelmValues", false},
		"SeesRules":         {"its own and those of the user", "", spec + "ruleSelectorNilUsesHelmValues", false},
		"Label":             {"alerts of hub and environments meet in one inbox", "", spec + "externalLabels.hub", "hub-eu"},
		"Mounted":           {"the configuration reads these files", "", "alertmanager.alertmanagerSpec.secrets", []any{"alertmanager-receiver", "alertmanager-receiver-hook"}},
		"PasswordIsNoValue": {"a password in values is a password in Git", "", "grafana.admin.existingSecret", "grafana-admin"},
		"ReadsNoSecrets":    {"credentials lie beside it", "", "grafana.rbac.useExistingRole", "grafana-configmap-reader"},
		"Dashboards":        {"where the hub's is", "", "grafana.sidecar.dashboards.searchNamespace", "hub-monitoring"},
		"NothingInKubeSys":  {"Argo CD may not, and nobody scrapes kubelets", "", "prometheusOperator.kubeletService.enabled", false},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			p := own()
			p.Spec.Hub.Monitoring.StorageClass = tc.class
			if diff := cmp.Diff(tc.want, chartvalues.At(t, valuesOf(p), tc.path)); diff != "" {
				t.Errorf("%s: %s\n-want +got:\n%s", tc.path, tc.reason, diff)
			}
		})
	}
}

// TestRulesOfWhatIsThere: of the chart's groups those are off that ask for what
// nobody scrapes, by their names in the chart.
func TestRulesOfWhatIsThere(t *testing.T) {
	all := valuesOf(own()).DefaultRules.Rules
	for _, kept := range []string{"alertmanager", "configReloaders", "general", "prometheus", "prometheusOperator"} {
		if _, said := all[kept]; said {
			t.Errorf("the alerts of %s are gone", kept)
		}
	}
	if !slices.IsSorted(rulesOfKubernetes[:20]) || len(all) != len(rulesOfKubernetes) {
		t.Errorf("%d groups off, %d listed", len(all), len(rulesOfKubernetes))
	}
}

// TestSecrets: every credential that a file of Alertmanager's configuration holds
// is asked for, in the namespace in which it is mounted.
func TestSecrets(t *testing.T) {
	c := Component(own())
	raw, err := json.Marshal(valuesOf(own()).Alertmanager.Config)
	if err != nil {
		t.Fatal(err)
	}
	asked := 0
	for _, s := range c.Secrets {
		if s.Namespace != "hub-monitoring" {
			t.Errorf("%s is asked for in %s", s.Name, s.Namespace)
		}
		for _, k := range s.Keys {
			if strings.HasPrefix(s.Name, "alertmanager-") {
				asked++
				if !strings.Contains(string(raw), `"/etc/alertmanager/secrets/`+s.Name+"/"+k.Key+`"`) {
					t.Errorf("nobody reads %s of %s", k.Key, s.Name)
				}
			}
		}
	}
	if read := strings.Count(string(raw), "/etc/alertmanager/secrets/"); read != 4 || asked != 4 {
		t.Errorf("%d files are read, %d keys asked for", read, asked)
	}
	if c.Secrets[0].Name != "grafana-admin" {
		t.Errorf("nobody is asked for Grafana's administrator: %v", c.Secrets)
	}
}

// TestClosed: who may reach what asks nobody for a password.
func TestClosed(t *testing.T) {
	var closed []string
	for _, o := range Component(own()).Objects {
		if p, ok := o.(*networkingv1.NetworkPolicy); ok {
			closed = append(closed, p.Spec.PodSelector.MatchLabels["app.kubernetes.io/name"])
			if from := p.Spec.Ingress[0].From[0]; p.Namespace != "hub-monitoring" || from.PodSelector == nil || from.NamespaceSelector != nil {
				t.Errorf("%s lets in %+v", p.Name, from)
			}
		}
	}
	if diff := cmp.Diff([]string{"grafana", "prometheus", "alertmanager"}, closed); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// TestOneNamespace: it is made once, by what comes first, and outlives its file.
func TestOneNamespace(t *testing.T) {
	namespaces := func(c model.Component) int {
		return len(slices.DeleteFunc(slices.Clone(c.Objects), func(o model.Object) bool {
			return model.RefOf(o) != model.ObjectRef{Kind: "Namespace", Name: "hub-monitoring"}
		}))
	}
	p := own()
	if n := namespaces(Component(p)); n != 1 {
		t.Errorf("%d namespaces for the release", n)
	}
	if n := namespaces(hubmetrics.Component(databases.Engines(), p, declare.Watch{})); n != 0 {
		t.Errorf("%d namespaces beside it", n)
	}
	p.Spec.Hub.Monitoring.Prometheus = platform.ExistingPrometheus
	if n := namespaces(hubmetrics.Component(databases.Engines(), p, declare.Watch{})); n != 1 {
		t.Errorf("%d namespaces on a hub that has a Prometheus", n)
	}
}

// TestRequests: what the pages say of its size is what it asks for, with the
// exporter of hubmetrics.
func TestRequests(t *testing.T) {
	const exporterCPU, exporterMemory = "10m", "48Mi"
	r := Component(own()).Releases[0]
	cpu, memory := resource.MustParse(exporterCPU), resource.MustParse(exporterMemory)
	for _, w := range r.Workloads {
		for _, c := range w.Containers {
			for to, amount := range map[*resource.Quantity]string{&cpu: "cpu", &memory: "memory"} {
				text, _ := chartvalues.At(t, r.Values, c.Resources+".requests."+amount).(string)
				if text == "" {
					t.Errorf("%s of %s requests no %s", c.Name, w.Name, amount)
					continue
				}
				to.Add(resource.MustParse(text))
			}
			if chartvalues.At(t, r.Values, c.Resources+".limits.memory") == "" {
				t.Errorf("the memory of %s of %s has no limit", c.Name, w.Name)
			}
		}
	}
	const gib = 1 << 30
	said := fmt.Sprintf("%.2f CPUs and %.1f GiB", math.Ceil(cpu.AsApproximateFloat64()*20)/20, math.Ceil(memory.AsApproximateFloat64()/gib*10)/10)
	for _, page := range []string{"docs/configuration.md", "README.md", "pkg/handbook/repository.md.tmpl"} {
		data, err := os.ReadFile("../../../" + page)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(data), said) {
			t.Errorf("%s does not say that it requests %s", page, said)
		}
	}
}
