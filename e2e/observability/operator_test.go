package observability

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"strings"
	"testing"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	monitoringv1alpha1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1alpha1"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/e2e/internal/tools"
	"seamark.dev/seamark/pkg/components/dokscluster"
)

// certificates is where the operator mounts certificates.
const certificates = "/etc/prometheus/certs"

// cluster is what the Prometheus operator finds; see tools/prometheus-operator.
type cluster struct {
	Prometheus      *monitoringv1.Prometheus          `json:"prometheus"`
	Namespaces      []*corev1.Namespace               `json:"namespaces"`
	ServiceMonitors []*monitoringv1.ServiceMonitor    `json:"serviceMonitors"`
	PodMonitors     []monitoringv1.PodMonitor         `json:"podMonitors"`
	ScrapeConfigs   []monitoringv1alpha1.ScrapeConfig `json:"scrapeConfigs"`
	Secrets         []*corev1.Secret                  `json:"secrets"`
}

// operated is what the operator makes of it.
type operated struct {
	Configuration string            `json:"configuration"`
	Files         map[string]string `json:"files"` // in Base64
	Refused       map[string]string `json:"refused"`
}

// operate lets the operator's own code read a cluster.
func (c cluster) operate(t *testing.T) operated {
	t.Helper()
	objects, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), built(t, tools.PrometheusOperator))
	var said bytes.Buffer
	cmd.Stdin, cmd.Stderr = bytes.NewReader(objects), &said
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("the operator: %v\n%s", err, &said)
	}
	var o operated
	if err := json.Unmarshal(out, &o); err != nil {
		t.Fatal(err)
	}
	return o
}

// clusterOf has the rendered Prometheus and PodMonitors, the Secrets of the
// store, and nothing else yet.
func clusterOf(t *testing.T, s store) cluster {
	t.Helper()
	c := cluster{Prometheus: renderedPrometheus(t), PodMonitors: decoded[monitoringv1.PodMonitor](t, "PodMonitor")}
	for _, name := range []string{dokscluster.NamespaceClusterServices, dokscluster.NamespaceDemo, "kube-system"} {
		c.Namespaces = append(c.Namespaces, &corev1.Namespace{ObjectMeta: metav1.ObjectMeta{Name: name}})
	}
	for _, object := range sortedKeys(s) {
		if name, ok := strings.CutPrefix(object, "Secret/"); ok {
			secret := &corev1.Secret{ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: dokscluster.NamespaceDemo}, Data: map[string][]byte{}}
			for key, value := range s[object] {
				secret.Data[key] = []byte(value)
			}
			c.Secrets = append(c.Secrets, secret)
		}
	}
	return c
}

// prometheusSpec are the values of kube-prometheus-stack that its chart, version
// 88.5.3, makes a Prometheus of.
type prometheusSpec struct {
	monitoringv1.PrometheusSpec `json:",inline"`
	// An empty selector selects everything, unless these are true.
	ServiceMonitors *bool `json:"serviceMonitorSelectorNilUsesHelmValues"`
	PodMonitors     *bool `json:"podMonitorSelectorNilUsesHelmValues"`
	Probes          *bool `json:"probeSelectorNilUsesHelmValues"`
	Rules           *bool `json:"ruleSelectorNilUsesHelmValues"`
	ScrapeConfigs   *bool `json:"scrapeConfigSelectorNilUsesHelmValues"`
	StorageSpec     any   `json:"storageSpec"`
}

// renderedPrometheus is that of an environment.
func renderedPrometheus(t *testing.T) *monitoringv1.Prometheus {
	t.Helper()
	return prometheusIn(t, rendered(t), dokscluster.NamespaceClusterServices)
}

// prometheusIn is the Prometheus that the chart makes of the values, in a
// namespace.
func prometheusIn(t *testing.T, repository repositoryOf, namespace string) *monitoringv1.Prometheus {
	t.Helper()
	for _, r := range repository.releases(t) {
		values, _ := r.Spec.Values["prometheus"].(anyMap)
		if r.Spec.ReleaseName != "kube-prometheus-stack" || r.Spec.TargetNamespace != namespace || values == nil {
			continue
		}
		text, err := yaml.Marshal(values["prometheusSpec"])
		if err != nil {
			t.Fatal(err)
		}
		var spec prometheusSpec
		if err := yaml.UnmarshalStrict(text, &spec); err != nil {
			t.Fatalf("tell this test what the value means: %v", err)
		}
		selector := func(usesHelmValues *bool) *metav1.LabelSelector {
			if usesHelmValues == nil || *usesHelmValues {
				return &metav1.LabelSelector{MatchLabels: map[string]string{"release": r.Spec.ReleaseName}}
			}
			return &metav1.LabelSelector{}
		}
		p := &monitoringv1.Prometheus{
			ObjectMeta: metav1.ObjectMeta{Name: "kube-prometheus-stack-prometheus", Namespace: r.Spec.TargetNamespace},
			Spec:       spec.PrometheusSpec,
		}
		p.Spec.ServiceMonitorSelector, p.Spec.ServiceMonitorNamespaceSelector = selector(spec.ServiceMonitors), &metav1.LabelSelector{}
		p.Spec.PodMonitorSelector, p.Spec.PodMonitorNamespaceSelector = selector(spec.PodMonitors), &metav1.LabelSelector{}
		p.Spec.ScrapeConfigSelector, p.Spec.ScrapeConfigNamespaceSelector = selector(spec.ScrapeConfigs), &metav1.LabelSelector{}
		return p
	}
	t.Fatalf("no kube-prometheus-stack is rendered into %s", namespace)
	return nil
}

// TestOperatorRefuses shows that the operator would notice a Secret without the
// key that a ScrapeConfig asks for, and a monitor that nothing selects.
func TestOperatorRefuses(t *testing.T) {
	c := clusterOf(t, store{"Secret/some": {"some": "thing"}})
	c.ScrapeConfigs = []monitoringv1alpha1.ScrapeConfig{{
		ObjectMeta: metav1.ObjectMeta{Name: "wrong", Namespace: dokscluster.NamespaceDemo},
		Spec: monitoringv1alpha1.ScrapeConfigSpec{TLSConfig: &monitoringv1.SafeTLSConfig{CA: monitoringv1.SecretOrConfigMap{
			Secret: &corev1.SecretKeySelector{LocalObjectReference: corev1.LocalObjectReference{Name: "some"}, Key: "other"},
		}}},
	}}
	o := c.operate(t)
	if reason := o.Refused["ScrapeConfig demo/wrong"]; !strings.Contains(reason, "other") || len(o.Refused) != 1 {
		t.Errorf("refused: %v", o.Refused)
	}
	if all := len(o.jobs(t, nil)); all != len(c.PodMonitors) {
		t.Errorf("%d jobs of %d PodMonitors", all, len(c.PodMonitors))
	}
	c.Prometheus.Spec.PodMonitorSelector = &metav1.LabelSelector{MatchLabels: map[string]string{"release": "x"}}
	if all := len(c.operate(t).jobs(t, nil)); all != 0 {
		t.Errorf("%d jobs, though nothing is selected", all)
	}
}
