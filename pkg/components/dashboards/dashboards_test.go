package dashboards

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/grafana/grafana-foundation-sdk/go/cog/plugins"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/pkg/components/internal/promqltest"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/render"
)

// target is the part of a query that the tests look at.
type target struct {
	Expr       string `json:"expr"`
	RefID      string `json:"refId"`
	Datasource struct {
		UID string `json:"uid"`
	} `json:"datasource"`
}

// panelJSON is the part of a panel that the tests look at.
type panelJSON struct {
	ID          int       `json:"id"`
	Type        string    `json:"type"`
	Title       string    `json:"title"`
	Description string    `json:"description"`
	GridPos     rectangle `json:"gridPos"`
	FieldConfig struct {
		Defaults struct {
			Unit string `json:"unit"`
		} `json:"defaults"`
	} `json:"fieldConfig"`
	Targets []target `json:"targets"`
}

type rectangle struct{ X, Y, W, H int }

func (r rectangle) overlaps(o rectangle) bool {
	return r.X < o.X+o.W && o.X < r.X+r.W && r.Y < o.Y+o.H && o.Y < r.Y+r.H
}

// dashboardJSON is the part of a dashboard that the tests look at.
type dashboardJSON struct {
	UID         string      `json:"uid"`
	Title       string      `json:"title"`
	Description string      `json:"description"`
	Tags        []string    `json:"tags"`
	Panels      []panelJSON `json:"panels"`
	Templating  struct {
		List []struct {
			Name       string `json:"name"`
			Type       string `json:"type"`
			Definition string `json:"definition"`
		} `json:"list"`
	} `json:"templating"`
}

// decode is what each ConfigMap holds, by file name.
func decode(t *testing.T) map[string]dashboardJSON {
	t.Helper()
	out := map[string]dashboardJSON{}
	for _, o := range Component(platform.Environment{}).Objects {
		for name, raw := range o.(*corev1.ConfigMap).Data {
			var d dashboardJSON
			if err := json.Unmarshal([]byte(raw), &d); err != nil {
				t.Fatalf("%s: %v in %.200s", name, err, raw)
			}
			out[name] = d
		}
	}
	return out
}

func TestConfigMaps(t *testing.T) {
	var got []string
	for _, o := range Component(platform.Environment{}).Objects {
		got = append(got, render.RefOf(o).String())
		c := o.(*corev1.ConfigMap)
		if c.Labels["grafana_dashboard"] != "1" || c.Annotations["grafana_folder"] == "" {
			t.Errorf("%s: Grafana's sidecar passes over it: labels %v, annotations %v", c.Name, c.Labels, c.Annotations)
		}
		if len(c.Data) != 1 {
			t.Errorf("%s holds %d files, want 1", c.Name, len(c.Data))
		}
	}
	want := []string{
		"ConfigMap cluster-services/dashboard-cilium",
		"ConfigMap cluster-services/dashboard-gateway",
		"ConfigMap cluster-services/dashboard-postgresql",
		"ConfigMap cluster-services/dashboard-system",
		"ConfigMap cluster-services/dashboard-valkey",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// The original's Cilium dashboard alone had 555717 bytes, more than an
// annotation may hold.
func TestRegressionDashboardsAreSmall(t *testing.T) {
	const limit = 60 << 10
	for _, f := range files() {
		if len(f.json) > limit {
			t.Errorf("%s has %d bytes, want at most %d", f.name, len(f.json), limit)
		}
		if strings.Contains(f.json, "\n") {
			t.Errorf("%s is not minified", f.name)
		}
	}
}

// Two of the original's dashboards had no uid, so that links to them broke with
// every installation.
func TestRegressionDashboardsHaveUniqueUIDs(t *testing.T) {
	seen := map[string]string{}
	for name, d := range decode(t) {
		if want := uidPrefix + strings.TrimSuffix(name, ".json"); d.UID != want {
			t.Errorf("%s has uid %q, want %q", name, d.UID, want)
		}
		if len(d.UID) > 40 {
			t.Errorf("%s: Grafana takes at most 40 characters for a uid, not %d", name, len(d.UID))
		}
		if other, ok := seen[d.UID]; ok {
			t.Errorf("%s and %s share a uid", name, other)
		}
		seen[d.UID] = name
		if d.Title == "" || d.Description == "" || !slices.Contains(d.Tags, "seamark") {
			t.Errorf("%s lacks title, description or tag", name)
		}
	}
}

// The original asked for pg_replication_lag and pg_database_size, which the
// exporter no longer has: panels that are empty for ever, and look healthy.
func TestRegressionNoDeadQueries(t *testing.T) {
	exporters := map[string][][]string{
		"cilium.json":     {promqltest.Cilium},
		"gateway.json":    {promqltest.Envoy},
		"postgresql.json": {promqltest.PostgresExporter},
		"system.json":     {promqltest.NodeExporter, promqltest.Telegraf},
		"valkey.json":     {promqltest.RedisExporter},
	}
	for name, d := range decode(t) {
		lists, ok := exporters[name]
		if !ok {
			t.Errorf("%s: nobody says what exports its metrics", name)
		}
		for _, e := range expressions(d) {
			if unknown := promqltest.Unknown(e, lists...); len(unknown) > 0 {
				t.Errorf("%s: nothing exports %v, read by %s", name, unknown, e)
			}
			if len(promqltest.Metrics(e)) == 0 {
				t.Errorf("%s: no metric in %s", name, e)
			}
			if problem := promqltest.Problem(e); problem != "" {
				t.Errorf("%s: %s in %s", name, problem, e)
			}
		}
	}
}

// expressions are the queries of the panels, and those behind the variables.
func expressions(d dashboardJSON) []string {
	var out []string
	for _, p := range d.Panels {
		for _, q := range p.Targets {
			out = append(out, q.Expr)
		}
	}
	for _, v := range d.Templating.List {
		if v.Type == "query" {
			inside := strings.TrimSuffix(strings.TrimPrefix(v.Definition, "label_values("), ")")
			out = append(out, inside[:strings.LastIndex(inside, ",")])
		}
	}
	return out
}

func TestVariablesAreDefinedAndUsed(t *testing.T) {
	for _, b := range all() {
		raw := encode(b)
		var d dashboardJSON
		if err := json.Unmarshal([]byte(raw), &d); err != nil {
			t.Fatal(err)
		}
		text := strings.Join(expressions(d), "\n")
		defined := map[string]bool{"__rate_interval": true}
		for _, v := range d.Templating.List {
			defined[v.Name] = true
			// label_values(metric, label) must be matched against that label.
			label := strings.TrimSuffix(v.Definition[strings.LastIndex(v.Definition, " ")+1:], ")")
			if v.Type == "query" && !strings.Contains(text, label+`=~"$`+v.Name+`"`) {
				t.Errorf("%s: nothing matches the label %s against the variable %s", b.name, label, v.Name)
			}
		}
		if !defined["datasource"] {
			t.Errorf("%s: no variable for the data source", b.name)
		}
		for _, use := range strings.Split(text, "$")[1:] {
			name := use[:strings.IndexFunc(use, func(r rune) bool { return r != '_' && (r < 'a' || r > 'z') })]
			if !defined[name] {
				t.Errorf("%s: the variable %s is not defined", b.name, name)
			}
		}
	}
}

func TestPanels(t *testing.T) {
	for name, d := range decode(t) {
		ids := map[int]bool{}
		for i, p := range d.Panels {
			where := fmt.Sprintf("%s, panel %q", name, p.Title)
			if p.ID == 0 || ids[p.ID] {
				t.Errorf("%s: id %d is missing or taken", where, p.ID)
			}
			ids[p.ID] = true
			if p.GridPos.X+p.GridPos.W > 24 || p.GridPos.W == 0 || p.GridPos.H == 0 {
				t.Errorf("%s: does not fit the grid: %+v", where, p.GridPos)
			}
			for _, other := range d.Panels[:i] {
				if p.GridPos.overlaps(other.GridPos) {
					t.Errorf("%s: overlaps %q", where, other.Title)
				}
			}
			checkPanel(t, where, p)
		}
	}
}

func checkPanel(t *testing.T, where string, p panelJSON) {
	t.Helper()
	if p.Title == "" {
		t.Errorf("%s: no title", where)
	}
	if p.Type == "row" {
		return
	}
	if p.Description == "" || p.FieldConfig.Defaults.Unit == "" || len(p.Targets) == 0 {
		t.Errorf("%s: no description, unit or query", where)
	}
	refs := map[string]bool{}
	for _, q := range p.Targets {
		if q.RefID == "" || refs[q.RefID] {
			t.Errorf("%s: query %q is missing or taken", where, q.RefID)
		}
		refs[q.RefID] = true
		if q.Datasource.UID != "$datasource" {
			t.Errorf("%s: data source %q, want the one that the reader chose", where, q.Datasource.UID)
		}
	}
}

// Grafana's own types must take back what we wrote, and know every field.
func TestStrictlyDecodable(t *testing.T) {
	plugins.RegisterDefaultPlugins()
	for _, f := range files() {
		var d dashboard.Dashboard
		if err := d.UnmarshalJSONStrict([]byte(f.json)); err != nil {
			t.Errorf("%s: %v", f.name, err)
		}
	}
}

func TestDeterministic(t *testing.T) {
	for i, b := range all() {
		for range 5 {
			if got := encode(b); got != files()[i].json {
				t.Fatalf("%s: two encodings differ", b.name)
			}
		}
	}
}

// What Component returns may be changed by those who deliver it.
func TestObjectsAreFresh(t *testing.T) {
	Component(platform.Environment{}).Objects[0].GetAnnotations()["changed"] = "yes"
	if got := Component(platform.Environment{}).Objects[0].GetAnnotations()["changed"]; got != "" {
		t.Error("two calls share their objects")
	}
}

// ${…} would have to be hidden from Flux.
func TestNoFluxVariables(t *testing.T) {
	for _, f := range files() {
		if strings.Contains(f.json, "${") {
			t.Errorf("%s holds a ${…}", f.name)
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	for b.Loop() {
		for _, board := range all() {
			encode(board)
		}
	}
}
