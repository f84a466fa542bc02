package observability

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/yaml"
)

// TestOperatorSeesTheHub: of the Prometheus that a hub brings itself, the operator
// makes one that scrapes every monitor of the hub.
func TestOperatorSeesTheHub(t *testing.T) {
	const namespace = "hub-monitoring"
	pods := func(names ...string) []string {
		for i, name := range names {
			names[i] = "podMonitor/" + namespace + "/" + name + "/0"
		}
		return names
	}
	cases := map[string][]string{
		"two-environments": pods("crossplane", "crossplane-functions", "crossplane-providers", "flux", "hub-state-metrics"),
		"argocd": append(pods("crossplane", "crossplane-functions", "crossplane-providers", "hub-state-metrics"),
			"serviceMonitor/"+namespace+"/argocd/0"),
	}
	for name, want := range cases {
		t.Run(name, func(t *testing.T) {
			r := renderScenario(t, name)
			c := cluster{Prometheus: prometheusIn(t, r, namespace)}
			for _, ns := range []string{namespace, "crossplane-system", "flux-system", "argocd"} {
				c.Namespaces = append(c.Namespaces, &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: ns}})
			}
			for _, m := range decodedOf[monitoringv1.PodMonitor](t, r, "PodMonitor") {
				if m.Namespace == namespace {
					c.PodMonitors = append(c.PodMonitors, m)
				}
			}
			if r.holds("ServiceMonitor") { // with Argo CD
				for _, m := range decodedOf[*monitoringv1.ServiceMonitor](t, r, "ServiceMonitor") {
					c.ServiceMonitors = append(c.ServiceMonitors, m)
				}
			}
			o := c.operate(t)
			if len(o.Refused) > 0 {
				t.Errorf("refused: %v", o.Refused)
			}
			var made struct {
				Global struct {
					Labels map[string]string `json:"external_labels"`
				} `json:"global"`
				Jobs []struct {
					Name string `json:"job_name"`
				} `json:"scrape_configs"`
			}
			if err := yaml.Unmarshal([]byte(o.Configuration), &made); err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, j := range made.Jobs {
				got = append(got, j.Name)
			}
			slices.Sort(got)
			slices.Sort(want)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("jobs (-want +got):\n%s", diff)
			}
			if !strings.HasPrefix(made.Global.Labels["hub"], "hub") {
				t.Errorf("alerts do not say of which hub they are: %v", made.Global.Labels)
			}
		})
	}
}
