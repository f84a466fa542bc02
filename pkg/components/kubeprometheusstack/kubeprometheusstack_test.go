package kubeprometheusstack

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/internal/chartvalues"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components/internal/alertmanager"
	"seamark.dev/seamark/pkg/components/loki"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

func environment() platform.Environment {
	return platform.Environment{
		Name:    "blue",
		Region:  "fra1",
		Metrics: platform.Metrics{Retention: "14d", Volume: "50Gi", AlertmanagerReplicas: 3},
	}
}

func release(t *testing.T) model.Release {
	t.Helper()
	c := Component(environment(), declare.Everything())
	if len(c.Releases) != 1 {
		t.Fatalf("%d releases, want 1", len(c.Releases))
	}
	return c.Releases[0]
}

func TestValuesAreKnownToTheChart(t *testing.T) {
	for _, finding := range chartvalues.Unknown(t, charts.KubePrometheusStack, valuesOf(told(everyone()), declare.Everything())) {
		t.Error(finding)
	}
}

// The chart runs data sources and extra manifests through tpl, where a double
// brace is code. Alertmanager's configuration it does not, unless tplConfig is
// set, and there a double brace is Alertmanager's own.
func TestNoTemplatesInValues(t *testing.T) {
	values := valuesOf(told(everyone()), declare.Everything())
	values.Alertmanager.Config = alertmanager.Config{}
	data, err := json.Marshal(values)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(data), "tplConfig") {
		t.Error("Alertmanager's configuration would go through tpl")
	}
	if strings.Contains(string(data), "{{") { // never JSON's own: a key comes in between
		t.Errorf("a value holds a double brace: %s", data)
	}
}

func TestDriftIgnoresTheWebhookCertificatesOnly(t *testing.T) {
	got := map[string][]string{}
	for _, f := range release(t).IgnoreDrift {
		if f.Reason == "" || f.Name != "kube-prometheus-stack-admission" {
			t.Errorf("%s %q is ignored without reason: %q", f.Kind, f.Name, f.Reason)
		}
		got[f.Group+"/"+f.Version+" "+f.Kind] = f.Paths
	}
	want := map[string][]string{
		"admissionregistration.k8s.io/v1 MutatingWebhookConfiguration":   {"/webhooks/0/clientConfig/caBundle"},
		"admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration": {"/webhooks/0/clientConfig/caBundle", "/webhooks/1/clientConfig/caBundle"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// Loki's package cannot import this one, so it spells these names itself.
func TestLokiKnowsTheNamesOfThisPackage(t *testing.T) {
	release := loki.Component(environment()).Releases[0]
	if got := chartvalues.At(t, release.Values, "monitoring.dashboards.annotations."+FolderAnnotation); got != "Loki" {
		t.Errorf("Loki's dashboards are in the folder %q", got)
	}
	if diff := cmp.Diff([]string{ReleaseName}, release.DependsOn); diff != "" {
		t.Errorf("its CRDs come from this release\n-want +got:\n%s", diff)
	}
}

// The copy is the Secret that a human makes, beside Grafana.
func TestAdministratorIsCopied(t *testing.T) {
	c := Component(environment(), declare.Everything())
	if len(c.Secrets) != 1 || c.Secrets[0].Namespace != "blue" || c.Secrets[0].Name != "grafana-admin" {
		t.Fatalf("a human is asked for %v, want blue/grafana-admin", c.Secrets)
	}
	got := c.Objects[0].(*seamark.SecretCopy)
	if got.Namespace != "blue" || got.Name != "grafana-admin" {
		t.Errorf("%s/%s is copied", got.Namespace, got.Name)
	}
	if diff := cmp.Diff(seamark.SecretCopySpec{ClusterName: "blue", Namespace: "cluster-services"}, got.Spec); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestTheChartIsPinnedExactly(t *testing.T) {
	if strings.ContainsAny(charts.KubePrometheusStack.Version, "<>=^~*x ") || charts.KubePrometheusStack.Version == "" {
		t.Errorf("version %q is not exact", charts.KubePrometheusStack.Version)
	}
}
