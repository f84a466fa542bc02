package observability

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	monitoringv1alpha1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1alpha1"
	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/pkg/components/dokscluster"
)

// scrapeInterval is how often the tests scrape, in seconds.
const scrapeInterval = 2

// job is a scrape job in Prometheus' own configuration.
type job struct {
	Name          string         `json:"job_name"`
	Scheme        string         `json:"scheme,omitempty"`
	MetricsPath   string         `json:"metrics_path,omitempty"`
	TLS           *tlsConfig     `json:"tls_config,omitempty"`
	BasicAuth     *basicAuth     `json:"basic_auth,omitempty"`
	StaticConfigs []staticConfig `json:"static_configs"`
	Relabelings   []relabeling   `json:"relabel_configs,omitempty"`
}

type tlsConfig struct {
	CAFile             string `json:"ca_file,omitempty"`
	InsecureSkipVerify bool   `json:"insecure_skip_verify"`
}

type basicAuth struct {
	Username     string `json:"username"`
	PasswordFile string `json:"password_file"`
}

type staticConfig struct {
	Targets []string          `json:"targets"`
	Labels  map[string]string `json:"labels,omitempty"`
}

type relabeling struct {
	SourceLabels []string `json:"source_labels,omitempty"`
	Separator    *string  `json:"separator,omitempty"`
	TargetLabel  string   `json:"target_label,omitempty"`
	Regex        string   `json:"regex,omitempty"`
	Replacement  *string  `json:"replacement,omitempty"`
	Action       string   `json:"action,omitempty"`
}

// fromScrapeConfig is the job that the Prometheus operator makes of a
// ScrapeConfig. The fields that ours do not use must be empty.
func fromScrapeConfig(t *testing.T, c monitoringv1alpha1.ScrapeConfig, s store, dir string) job {
	t.Helper()
	known := monitoringv1alpha1.ScrapeConfigSpec{
		JobName: c.Spec.JobName, StaticConfigs: c.Spec.StaticConfigs, Scheme: c.Spec.Scheme, MetricsPath: c.Spec.MetricsPath,
		ScrapeInterval: c.Spec.ScrapeInterval, TLSConfig: c.Spec.TLSConfig, BasicAuth: c.Spec.BasicAuth,
	}
	unexpected(t, "ScrapeConfig "+c.Name, known, c.Spec)
	j := job{
		Name:        fmt.Sprintf("scrapeConfig/%s/%s", c.Namespace, c.Name),
		Scheme:      strings.ToLower(string(*c.Spec.Scheme)),
		MetricsPath: *c.Spec.MetricsPath,
		Relabelings: []relabeling{{TargetLabel: "job", Replacement: c.Spec.JobName}},
	}
	for _, static := range c.Spec.StaticConfigs {
		var targets []string
		for _, target := range static.Targets {
			targets = append(targets, string(target))
		}
		j.StaticConfigs = append(j.StaticConfigs, staticConfig{targets, static.Labels})
	}
	secret := func(k *corev1.SecretKeySelector) string { return s.key(t, "Secret/"+k.Name, k.Key) }
	ca := monitoringv1.SafeTLSConfig{CA: c.Spec.TLSConfig.CA}
	unexpected(t, "tlsConfig of "+c.Name, ca, *c.Spec.TLSConfig)
	j.TLS = &tlsConfig{CAFile: write(t, filepath.Join(dir, c.Name+"-ca.crt"), secret(ca.CA.Secret))}
	j.BasicAuth = &basicAuth{
		Username:     secret(&c.Spec.BasicAuth.Username),
		PasswordFile: write(t, filepath.Join(dir, c.Name+"-password"), secret(&c.Spec.BasicAuth.Password)),
	}
	return j
}

// fromServiceMonitor is the job that the operator makes of the ServiceMonitor
// of an exporter's chart: the labels of the target that the operator adds, then
// the relabelings of the values.
func fromServiceMonitor(t *testing.T, e exporter, port int) job {
	t.Helper()
	if !e.monitor.Enabled {
		t.Fatalf("nothing scrapes %s", e.release)
	}
	j := job{
		Name: fmt.Sprintf("serviceMonitor/%s/%s/0", dokscluster.NamespaceDemo, e.release),
		StaticConfigs: []staticConfig{{
			Targets: []string{address(port)},
			Labels: map[string]string{
				"namespace": dokscluster.NamespaceDemo, "service": e.release, "pod": e.release + "-7c9f8d6b5-x2x2x",
				"container": "exporter", "endpoint": "http", "job": e.release,
			},
		}},
	}
	for _, r := range e.monitor.Relabelings {
		j.Relabelings = append(j.Relabelings, relabelingOf(r))
	}
	return j
}

func relabelingOf(r monitoringv1.RelabelConfig) relabeling {
	out := relabeling{
		Separator: r.Separator, TargetLabel: r.TargetLabel, Regex: r.Regex, Replacement: r.Replacement, Action: strings.ToLower(r.Action),
	}
	for _, l := range r.SourceLabels {
		out.SourceLabels = append(out.SourceLabels, string(l))
	}
	return out
}
