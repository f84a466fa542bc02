package components_test

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/components/internal/promqltest"
	"seamark.dev/seamark/pkg/engines"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// metrics are the lists of names, beside those of the exporters of databases, by
// the components that must all be there for their metrics to exist.
var metrics = map[string]string{
	"manageddatabase":        promqltest.Telegraf,
	"monitors":               promqltest.Cilium,
	"monitors gateway":       promqltest.Envoy,
	"monitors gateway rules": promqltest.Rules,
	"cert-manager":           promqltest.CertManager,
	"loki":                   promqltest.Loki,
	"alloy":                  promqltest.Alloy,
}

// always are the lists of what is there wherever Prometheus is.
var always = []string{promqltest.NodeExporter, promqltest.KubeStateMetrics, promqltest.Kubelet, promqltest.Prometheus}

// ofSinks begin the metrics of Alloy that a log sink must send something for.
var ofSinks = []string{"loki_source_syslog_", "loki_process_custom_database_"}

// TestWhatIsAskedForIsThere: whatever component is left out, with what needs it,
// no alert and no dashboard asks for a metric or a log that nothing gives.
func TestWhatIsAskedForIsThere(t *testing.T) {
	all := components.Standard().All()
	for _, left := range all {
		t.Run(left.Name, func(t *testing.T) {
			gone := []string{left.Name}
			for i := 0; i < len(gone); i++ {
				for _, c := range all {
					if slices.Contains(c.Needs, gone[i]) && !slices.Contains(gone, c.Name) {
						gone = append(gone, c.Name)
					}
				}
			}
			list := components.Standard().Without(gone...)
			if list.Len() == 0 {
				return
			}
			there := list.Present()
			lists := slices.Clone(always)
			of := maps.Clone(metrics)
			for _, e := range databases.Engines() {
				of[e.Facts.Exporter] = e.Facts.Exporter
			}
			for names, metrics := range of {
				if there.Has(strings.Fields(names)...) {
					lists = append(lists, metrics)
				}
			}
			catalogue := promqltest.Load(t, lists...)
			for _, q := range asked(t, list) {
				for _, name := range promqltest.Metrics(q.promQL) {
					_, known := catalogue[name]
					ofSink := slices.ContainsFunc(ofSinks, func(prefix string) bool { return strings.HasPrefix(name, prefix) })
					if !known || ofSink && !there.Has("logsink") {
						t.Errorf("%s asks for %s, which nothing gives without %q", q.from, name, gone)
					}
				}
				if q.logQL != "" && !there.Has("alloy", "loki") || strings.Contains(q.logQL, "database-logs") && !there.Has("logsink") {
					t.Errorf("%s asks for logs that nothing sends without %q: %s", q.from, gone, q.logQL)
				}
			}
		})
	}
}

type query struct{ from, promQL, logQL string }

// asked are the queries of all alerts and dashboards, of an environment with a
// database of two nodes of every engine.
func asked(t *testing.T, list components.List) []query {
	t.Helper()
	env := platform.Environment{
		Name: "staging", Region: "sfo3", Databases: map[string]platform.Database{},
		Domain: platform.Domain{Zone: "example.com", ACMEEmail: "ops@example.com"},
	}
	for _, e := range platform.DatabaseEngines() {
		env.Databases[strings.ToLower(e.Title)] = platform.Database{Engine: e.Engine, Nodes: 2}
	}
	p := platform.Complete(platform.Platform{Metadata: platform.Metadata{Name: "acme"}, Spec: platform.Spec{Environments: []platform.Environment{env}}})
	engine, err := engines.Of(p, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	units, err := components.Build(p, list, engine)
	if err != nil {
		t.Fatal(err)
	}
	var all []query
	for at := range model.Objects(units) {
		switch o := at.Object.(type) {
		case *monitoringv1.PrometheusRule:
			for _, g := range o.Spec.Groups {
				for _, r := range g.Rules {
					all = append(all, query{from: r.Record + r.Alert, promQL: r.Expr.String()})
				}
			}
		case *corev1.ConfigMap:
			for name, text := range o.Data {
				all = append(all, ofDashboard(t, name, text)...)
			}
		}
	}
	return all
}

// ofDashboard are the queries of the panels of a dashboard and of its variables.
func ofDashboard(t *testing.T, name, text string) []query {
	t.Helper()
	var d struct {
		Panels []struct {
			Title   string
			Targets []struct {
				Expr       string
				Datasource struct{ Type string }
			}
		}
		Templating struct {
			List []struct {
				Name, Definition, Type string
				Datasource             struct{ Type string }
			}
		}
	}
	if err := json.Unmarshal([]byte(text), &d); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	of := func(from, source, text string) query {
		if source == "loki" {
			return query{from: from, logQL: text}
		}
		return query{from: from, promQL: text}
	}
	var all []query
	for _, p := range d.Panels {
		for _, q := range p.Targets {
			all = append(all, of(name+": "+p.Title, q.Datasource.Type, q.Expr))
		}
	}
	for _, v := range d.Templating.List {
		if v.Type == "query" {
			inside := strings.TrimPrefix(v.Definition, "label_values(")
			all = append(all, of(name+": $"+v.Name, v.Datasource.Type, inside[:strings.LastIndex(inside, ",")]))
		}
	}
	return all
}
