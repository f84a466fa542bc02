package golden

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	helmv2 "github.com/fluxcd/helm-controller/api/v2"
	sourcev1 "github.com/fluxcd/source-controller/api/v1"
	"sigs.k8s.io/yaml"
)

// rendered is the default tree, as a reader of its files sees it.
type rendered struct {
	t     *testing.T
	files map[string][]byte
}

func defaultTree(t *testing.T) *rendered {
	t.Helper()
	r := &rendered{t: t, files: map[string][]byte{}}
	for _, f := range renderScenario(t, "default").Files() {
		r.files[f.Path] = f.Data
	}
	return r
}

// text is the one file whose path ends so.
func (r *rendered) text(suffix string) string {
	r.t.Helper()
	var found []string
	for path := range r.files {
		if strings.HasSuffix("/"+path, "/"+suffix) {
			found = append(found, path)
		}
	}
	if len(found) != 1 {
		r.t.Fatalf("%d files end in %s, want one", len(found), suffix)
	}
	return string(r.files[found[0]])
}

// objects are the decoded objects of one kind.
func (r *rendered) objects(kind string) []map[string]any {
	r.t.Helper()
	var found []map[string]any
	for path, data := range r.files {
		if !bytes.Contains(data, []byte("kind: "+kind+"\n")) {
			continue
		}
		var o map[string]any
		if err := yaml.Unmarshal(data, &o); err != nil {
			r.t.Fatalf("%s: %v", path, err)
		}
		if o["kind"] == kind {
			found = append(found, o)
		}
	}
	if len(found) == 0 {
		r.t.Fatalf("there is no %s", kind)
	}
	return found
}

// value is a field of a release's Helm values by its path, nil when absent.
func (r *rendered) value(release string, path ...string) any {
	r.t.Helper()
	var hr helmv2.HelmRelease
	if err := yaml.UnmarshalStrict([]byte(r.text("helmrelease-"+release+".yaml")), &hr); err != nil {
		r.t.Fatal(err)
	}
	var at any
	if err := yaml.Unmarshal(hr.Spec.Values.Raw, &at); err != nil {
		r.t.Fatal(err)
	}
	return field(at, path...)
}

func field(at any, path ...string) any {
	for _, key := range path {
		m, ok := at.(map[string]any)
		if !ok {
			return nil
		}
		at = m[key]
	}
	return at
}

// want compares one value with what it must be.
func want(got any, wanted any) error {
	if fmt.Sprint(got) != fmt.Sprint(wanted) {
		return fmt.Errorf("got %v, want %v", got, wanted)
	}
	return nil
}

// contains tells whether a text holds a part.
func contains(text, part string, yes bool) error {
	if strings.Contains(text, part) != yes {
		return fmt.Errorf("holding %q is %v, want %v", part, !yes, yes)
	}
	return nil
}

func all(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// TestOriginalDefectsAreAbsent names every known defect of the Terraform
// original and shows that the rendered repository does not have it.
func TestOriginalDefectsAreAbsent(t *testing.T) {
	r := defaultTree(t)
	defects := map[string]func() error{
		"ExternalDNS is unpinned, and its newest chart has no DigitalOcean provider": func() error {
			return all(
				contains(r.text("helmrelease-external-dns.yaml"), "version: 1.20.0\n", true),
				want(r.value("external-dns", "provider", "name"), "digitalocean"),
			)
		},
		"Loki comes from a repository that now holds another product": func() error {
			return contains(r.text("ocirepository-loki.yaml"), "url: oci://ghcr.io/grafana-community/helm-charts/loki\n", true)
		},
		"Loki's S3 client adds checksums that other stores corrupt": func() error {
			return want(r.value("loki", "loki", "storage", "use_thanos_objstore"), true)
		},
		"charts have no version": func() error { return everyChartIsPinned(r) },
		"memcached may use eight times the memory of its container": func() error {
			return all(
				want(r.value("loki", "chunksCache", "resources"), nil),
				want(r.value("loki", "chunksCache", "allocatedMemory"), 96),
			)
		},
		"every pod label becomes a log label, more than Loki takes": func() error {
			return contains(r.text("helmrelease-alloy.yaml"), "labelmap", false)
		},
		"the documented query for events matches nothing": func() error {
			return contains(r.text("helmrelease-alloy.yaml"), `job_name   = "kubernetes-events"`, true)
		},
		"every pod of the DaemonSet watches all events": func() error {
			return want(r.value("alloy", "alloy", "clustering", "enabled"), true)
		},
		"every pod of the DaemonSet watches all pods": func() error {
			return contains(r.text("helmrelease-alloy.yaml"), `"spec.nodeName=" + `, true)
		},
		"positions are lost on restart and logs are read again": func() error {
			return want(r.value("alloy", "alloy", "storagePath"), "/var/lib/alloy")
		},
		"database logs are sent in clear on port 514": func() error {
			return all(
				contains(r.text("service-alloy-syslog.yaml"), "port: 6514\n", true),
				contains(r.text("service-alloy-syslog.yaml"), "port: 514\n", false),
				contains(r.text("helmrelease-alloy.yaml"), "tls_config", true),
			)
		},
		"database lines cannot be told apart": func() error {
			return contains(r.text("helmrelease-alloy.yaml"), "__syslog_message_hostname", true)
		},
		"the authority that the log sinks trust changes its key every 90 days": func() error {
			return all(
				contains(r.text("certificate-syslog-ca.yaml"), "rotationPolicy: Never\n", true),
				contains(r.text("certificate-syslog-ca.yaml"), "duration: 87600h", true),
			)
		},
		"the listener never loads the renewed certificate": func() error {
			return all(
				contains(r.text("certificate-alloy-syslog-tls.yaml"), "type: CombinedPEM\n", true),
				contains(r.text("helmrelease-alloy.yaml"), "tls-combined.pem", true),
			)
		},
		"a database password lies in a ConfigMap": func() error { return noSecretsInConfigMaps(r) },
		"the Redis exporter does not verify the server": func() error {
			return contains(r.text("helmrelease-redis-exporter-cartservice.yaml"), "skipTlsVerification: true", false)
		},
		"the PostgreSQL exporter does not verify the server": func() error {
			return want(r.value("postgres-exporter-adservice", "config", "datasource", "sslmode"), "verify-full")
		},
		"the scrape timeout of the exporters is ignored": func() error {
			return all(
				want(r.value("redis-exporter-cartservice", "serviceMonitor", "timeout"), "10s"),
				want(r.value("postgres-exporter-adservice", "serviceMonitor", "timeout"), "10s"),
				contains(r.text("helmrelease-redis-exporter-cartservice.yaml")+r.text("helmrelease-postgres-exporter-adservice.yaml"), "scrapeTimeout", false),
			)
		},
		"a ServiceMonitor lies in the namespace default": func() error {
			return want(r.value("redis-exporter-cartservice", "serviceMonitor", "namespace"), nil)
		},
		"the databases accept connections from anywhere": func() error {
			return contains(r.text("composition-manageddatabases-pg.seamark.dev.yaml"), "kind: Firewall\n", true)
		},
		"there are no alerts":           func() error { return want(len(r.objects("PrometheusRule")) > 0, true) },
		"there are no network policies": func() error { return want(len(r.objects("NetworkPolicy")) > 0, true) },
		"pods request no resources":     func() error { return requestsEverywhere(r) },
		"ExternalDNS with policy sync may empty foreign zones": func() error {
			return want(r.value("external-dns", "domainFilters"), "[example.com]")
		},
		"the ACME account has no address": func() error {
			return contains(r.text("clusterissuer-letsencrypt.yaml"), "email: ops@example.com\n", true)
		},
		"Prometheus discovers by the label of a release": func() error {
			return all(
				want(r.value("kube-prometheus-stack", "prometheus", "prometheusSpec", "serviceMonitorSelectorNilUsesHelmValues"), false),
				want(r.value("kube-prometheus-stack", "prometheus", "prometheusSpec", "podMonitorSelectorNilUsesHelmValues"), false),
				want(r.value("kube-prometheus-stack", "prometheus", "prometheusSpec", "scrapeConfigSelectorNilUsesHelmValues"), false),
			)
		},
		"the documented commands name objects that do not exist": func() error {
			return contains(r.text("environments/my-observability/README.md"), "service/kube-prometheus-stack-grafana", true)
		},
		"dashboards are too large to apply, have no uid and dead queries": func() error { return smallDashboards(r) },
	}
	for name, check := range defects {
		t.Run(name, func(t *testing.T) {
			r.t = t
			if err := check(); err != nil {
				t.Error(err)
			}
		})
	}
}

// everyChartIsPinned allows a range for the demo alone.
func everyChartIsPinned(r *rendered) error {
	for _, o := range r.objects("OCIRepository") {
		name := field(o, "metadata", "name")
		if tag := field(o, "spec", "ref", "tag"); tag == nil && name != "demo" {
			return fmt.Errorf("OCIRepository %v has no tag", name)
		}
	}
	for _, o := range r.objects("HelmRelease") {
		if chart := field(o, "spec", "chart"); chart != nil && strings.ContainsAny(fmt.Sprint(field(chart, "spec", "version")), "<>*^~x") {
			return fmt.Errorf("HelmRelease %v has a range", field(o, "metadata", "name"))
		}
	}
	var demo sourcev1.OCIRepository
	if err := yaml.UnmarshalStrict([]byte(r.text("ocirepository-demo.yaml")), &demo); err != nil {
		return err
	}
	return want(demo.Spec.Reference.SemVer, ">=1.0.0 <2.0.0")
}

// noSecretsInConfigMaps looks at every ConfigMap that a composition or a
// component makes.
func noSecretsInConfigMaps(r *rendered) error {
	for path, data := range r.files {
		if !strings.Contains(path, "/composition-manageddatabases-") {
			continue
		}
		for i, part := range strings.Split(string(data), "kind: ConfigMap\n")[1:] {
			resource, _, _ := strings.Cut(part, "\n      - name: ")
			if strings.Contains(resource, "password") || strings.Contains(resource, "connectionString") {
				return fmt.Errorf("%s: ConfigMap %d refers to a secret value", path, i)
			}
		}
	}
	return nil
}

// requestsEverywhere wants a request in the values of every release.
func requestsEverywhere(r *rendered) error {
	for _, o := range r.objects("HelmRelease") {
		if values := fmt.Sprint(field(o, "spec", "values")); !strings.Contains(values, "requests:") {
			return fmt.Errorf("release %v requests nothing", field(o, "metadata", "name"))
		}
	}
	return nil
}

// smallDashboards bounds each dashboard's ConfigMap far below what an apply
// takes, and wants a uid in each.
func smallDashboards(r *rendered) error {
	n := 0
	for _, o := range r.objects("ConfigMap") {
		if field(o, "metadata", "labels", "grafana_dashboard") == nil {
			continue
		}
		n++
		data := fmt.Sprint(o["data"])
		if len(data) > 64<<10 || !strings.Contains(data, `"uid":"`) {
			return fmt.Errorf("dashboard %v has %d bytes", field(o, "metadata", "name"), len(data))
		}
		for _, dead := range []string{"pg_replication_lag{", "pg_database_size{"} {
			if strings.Contains(data, dead) {
				return fmt.Errorf("dashboard %v queries %s, which no exporter gives", field(o, "metadata", "name"), dead)
			}
		}
	}
	return want(n >= 5, true)
}
