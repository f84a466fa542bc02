package observability

import (
	"encoding/base64"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/pkg/components/dokscluster"
)

// scrapeInterval is how often the tests scrape, in seconds.
const scrapeInterval = 2

// job is a scrape job in Prometheus' own configuration.
type job = anyMap

// discovery is targets with the labels that service discovery gives them.
type discovery struct {
	Targets []string          `json:"targets"`
	Labels  map[string]string `json:"labels,omitempty"`
}

// monitorObject is what the chart of an exporter makes of the values.
func (e exporter) monitorObject() *monitoringv1.ServiceMonitor {
	return &monitoringv1.ServiceMonitor{
		ObjectMeta: metav1.ObjectMeta{Name: e.release, Namespace: dokscluster.NamespaceDemo},
		Spec: monitoringv1.ServiceMonitorSpec{
			JobLabel:          e.release,
			NamespaceSelector: monitoringv1.NamespaceSelector{MatchNames: []string{dokscluster.NamespaceDemo}},
			Selector:          metav1.LabelSelector{MatchLabels: e.labels()},
			Endpoints: []monitoringv1.Endpoint{{
				Port: e.portName, Interval: e.monitor.Interval, ScrapeTimeout: e.monitor.Timeout, RelabelConfigs: e.monitor.Relabelings,
			}},
		},
	}
}

// labels are those of the chart's Service by which it is selected.
func (e exporter) labels() map[string]string {
	return map[string]string{"app.kubernetes.io/name": e.chart, "app.kubernetes.io/instance": e.release}
}

// discovered is the exporter as service discovery finds it behind its Service,
// here on another port.
func (e exporter) discovered(port int) discovery {
	pod := e.release + "-7c9f8d6b5-x2x2x"
	labels := map[string]string{
		"__meta_kubernetes_namespace":                               dokscluster.NamespaceDemo,
		"__meta_kubernetes_service_name":                            e.release,
		"__meta_kubernetes_pod_name":                                pod,
		"__meta_kubernetes_pod_phase":                               "Running",
		"__meta_kubernetes_pod_container_name":                      e.chart,
		"__meta_kubernetes_endpointslice_port_name":                 e.portName,
		"__meta_kubernetes_endpointslice_address_target_kind":       "Pod",
		"__meta_kubernetes_endpointslice_address_target_name":       pod,
		"__meta_kubernetes_endpointslice_endpoint_conditions_ready": "true",
	}
	for name, value := range e.labels() {
		name = strings.NewReplacer(".", "_", "/", "_").Replace(name)
		labels["__meta_kubernetes_service_label_"+name] = value
		labels["__meta_kubernetes_service_labelpresent_"+name] = "true"
	}
	return discovery{[]string{address(port)}, labels}
}

// jobs are the scrape jobs of the operator's configuration for a Prometheus that
// runs here: what service discovery would find is given, by job, the files are
// in a folder, and nobody waits for 30 s.
func (o operated) jobs(t *testing.T, found map[string]discovery) []job {
	t.Helper()
	var configuration struct {
		ScrapeConfigs []job `json:"scrape_configs"`
	}
	// What the reloader beside Prometheus puts in.
	text := expand(o.Configuration, map[string]string{"SHARD": "0", "POD_NAME": "prometheus-0"})
	if err := yaml.Unmarshal([]byte(text), &configuration); err != nil {
		t.Fatal(err)
	}
	dir, known := t.TempDir(), len(found)
	for name, content := range o.Files {
		decodedFile, err := base64.StdEncoding.DecodeString(content)
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, name), string(decodedFile))
	}
	for _, j := range configuration.ScrapeConfigs {
		j["scrape_interval"], j["scrape_timeout"] = fmt.Sprintf("%ds", scrapeInterval), fmt.Sprintf("%ds", scrapeInterval)
		if _, discovers := j["kubernetes_sd_configs"]; discovers {
			delete(j, "kubernetes_sd_configs")
			j["static_configs"] = []discovery{}
			if target, ok := found[fmt.Sprint(j["job_name"])]; ok {
				j["static_configs"] = []discovery{target}
				known--
			}
		}
		if tls, ok := j["tls_config"].(anyMap); ok {
			for key, value := range tls {
				if file, ok := strings.CutPrefix(fmt.Sprint(value), certificates+"/"); ok {
					tls[key] = filepath.Join(dir, file)
				}
			}
		}
	}
	if known > 0 {
		t.Fatalf("not each of %v has a job in\n%s", found, o.Configuration)
	}
	return configuration.ScrapeConfigs
}
