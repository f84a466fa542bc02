package dashboards

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/grafana/grafana-foundation-sdk/go/cog/plugins"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/pkg/components/board"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/components/internal/promqltest"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// environment has a database of every engine.
func environment() platform.Environment {
	env := platform.Environment{Databases: map[string]platform.Database{}}
	for _, e := range databases.Engines() {
		env.Databases[e.Board.Name] = platform.Database{Engine: e.Name()}
	}
	return env
}

func standard() *shelf { return newShelf(databases.Engines()) }

// titles are what the dashboards are called, by name.
func titles() map[string]string {
	out := map[string]string{}
	for _, b := range standard().all(environment(), declare.Everything()) {
		out[b.Name] = b.Title
	}
	return out
}

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
			Unit       string `json:"unit"`
			Thresholds struct {
				Steps []struct {
					Color string   `json:"color"`
					Value *float64 `json:"value"`
				} `json:"steps"`
			} `json:"thresholds"`
		} `json:"defaults"`
	} `json:"fieldConfig"`
	Targets []target   `json:"targets"`
	Links   []linkJSON `json:"links"`
}

type linkJSON struct {
	Title string   `json:"title"`
	Type  string   `json:"type"`
	URL   string   `json:"url"`
	Tags  []string `json:"tags"`
	// Placement would hide the link in a menu.
	Placement string `json:"placement"`
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
	Links       []linkJSON  `json:"links"`
	Templating  struct {
		List []struct {
			Name       string `json:"name"`
			Type       string `json:"type"`
			Definition string `json:"definition"`
			Datasource struct {
				UID string `json:"uid"`
			} `json:"datasource"`
		} `json:"list"`
	} `json:"templating"`
}

// decode is what each ConfigMap holds, by file name.
func decode(t *testing.T) map[string]dashboardJSON {
	t.Helper()
	out := map[string]dashboardJSON{}
	for _, o := range standard().component(environment(), declare.Everything()).Objects {
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
	for _, o := range standard().component(environment(), declare.Everything()).Objects {
		got = append(got, model.RefOf(o).String())
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
		"ConfigMap cluster-services/dashboard-database-logs",
		"ConfigMap cluster-services/dashboard-database-machines",
		"ConfigMap cluster-services/dashboard-events",
		"ConfigMap cluster-services/dashboard-gateway",
		"ConfigMap cluster-services/dashboard-logging",
		"ConfigMap cluster-services/dashboard-overview",
		"ConfigMap cluster-services/dashboard-system",
	}
	for _, e := range databases.Engines() {
		want = append(want, "ConfigMap cluster-services/dashboard-"+e.Board.Name)
	}
	slices.Sort(want)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

// The original's Cilium dashboard alone had 555717 bytes, more than an
// annotation may hold.
func TestRegressionDashboardsAreSmall(t *testing.T) {
	const limit = 60 << 10
	for _, f := range standard().files(environment(), declare.Everything()) {
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
		if want := board.UIDPrefix + strings.TrimSuffix(name, ".json"); d.UID != want {
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

// exporters are the lists of names that a dashboard's metrics must be in. Those of
// an engine are its exporter's.
var exporters = map[string][]string{
	"cilium.json":            {promqltest.Cilium},
	"database-logs.json":     nil,
	"database-machines.json": {promqltest.Telegraf},
	"events.json":            nil,
	"gateway.json":           {promqltest.Envoy},
	"logging.json":           {promqltest.Loki, promqltest.Alloy},
	"overview.json":          promqltest.Everything(),
	"system.json":            {promqltest.NodeExporter, promqltest.Kubelet, promqltest.KubeStateMetrics},
}

// The original asked for pg_replication_lag and pg_database_size, which the
// exporter no longer has: panels that are empty for ever, and look healthy.
func TestRegressionNoDeadQueries(t *testing.T) {
	of := maps.Clone(exporters)
	for _, e := range databases.Engines() {
		of[e.Board.Name+".json"] = []string{e.Facts.Exporter}
	}
	for name, d := range decode(t) {
		lists, ok := of[name]
		if !ok {
			t.Errorf("%s: nobody says what exports its metrics", name)
		}
		catalogue := promqltest.Load(t, lists...)
		for _, q := range expressions(d) {
			findings := catalogue.Findings
			if q.loki {
				findings = promqltest.LogFindings
			}
			for _, finding := range findings(q.expr) {
				t.Errorf("%s: %s, in %s", name, finding, q.expr)
			}
		}
	}
}

// Units are how the reader takes a number: bytes per second are not bytes.
func TestUnitsFit(t *testing.T) {
	for name, d := range decode(t) {
		for _, p := range d.Panels {
			if p.Type != "stat" && p.Type != "timeseries" {
				continue
			}
			for _, q := range p.Targets {
				if finding := promqltest.UnitFinding(p.FieldConfig.Defaults.Unit, q.Expr); finding != "" {
					t.Errorf("%s, panel %q: %s: %s", name, p.Title, finding, q.Expr)
				}
			}
		}
	}
}

// asked is an expression and the language it is in.
type asked struct {
	expr string
	loki bool
}

// expressions are the queries of the panels, and those behind the variables.
func expressions(d dashboardJSON) []asked {
	var out []asked
	for _, p := range d.Panels {
		for _, q := range p.Targets {
			out = append(out, asked{q.Expr, q.Datasource.UID == "$loki"})
		}
	}
	for _, v := range d.Templating.List {
		if v.Type == "query" {
			inside := strings.TrimSuffix(strings.TrimPrefix(v.Definition, "label_values("), ")")
			out = append(out, asked{inside[:strings.LastIndex(inside, ",")], v.Datasource.UID == "$loki"})
		}
	}
	return out
}

func TestVariablesAreDefinedAndUsed(t *testing.T) {
	for _, b := range standard().all(environment(), declare.Everything()) {
		raw := b.JSON(titles())
		var d dashboardJSON
		if err := json.Unmarshal([]byte(raw), &d); err != nil {
			t.Fatal(err)
		}
		var text string
		for _, q := range expressions(d) {
			text += q.expr + "\n"
		}
		defined := map[string]bool{"__rate_interval": true, "__auto": true, "__range": true}
		for _, v := range d.Templating.List {
			defined[v.Name] = true
			// label_values(metric, label) must be matched against that label.
			label := strings.TrimSuffix(v.Definition[strings.LastIndex(v.Definition, " ")+1:], ")")
			if v.Type == "query" && !strings.Contains(text, label+`=~"$`+v.Name+`"`) {
				t.Errorf("%s: nothing matches the label %s against the variable %s", b.Name, label, v.Name)
			}
		}
		for _, p := range d.Panels {
			for _, q := range p.Targets {
				if source := strings.TrimPrefix(q.Datasource.UID, "$"); !defined[source] {
					t.Errorf("%s, panel %q: no variable for the data source %s", b.Name, p.Title, source)
				}
			}
		}
		for _, use := range strings.Split(text, "$")[1:] {
			name := use[:strings.IndexFunc(use, func(r rune) bool { return r != '_' && (r < 'a' || r > 'z') })]
			if !defined[name] {
				t.Errorf("%s: the variable %s is not defined", b.Name, name)
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
	number := p.Type == "stat" || p.Type == "timeseries"
	if p.Description == "" || number && p.FieldConfig.Defaults.Unit == "" || len(p.Targets) == 0 {
		t.Errorf("%s: no description, unit or query", where)
	}
	checkThresholds(t, where, p)
	for _, l := range p.Links {
		checkLink(t, where, l)
	}
	refs := map[string]bool{}
	for _, q := range p.Targets {
		if q.RefID == "" || refs[q.RefID] {
			t.Errorf("%s: query %q is missing or taken", where, q.RefID)
		}
		refs[q.RefID] = true
		if q.Datasource.UID != "$datasource" && q.Datasource.UID != "$loki" {
			t.Errorf("%s: data source %q, want the one that the reader chose", where, q.Datasource.UID)
		}
	}
}

// checkThresholds wants a stat that is good or bad to say which, and steps that
// rise. Those without are amounts that mean nothing by themselves.
func checkThresholds(t *testing.T, where string, p panelJSON) {
	t.Helper()
	steps := p.FieldConfig.Defaults.Thresholds.Steps
	amounts := []string{"Requests", "Connections", "Size", "Clients", "Sent to clients", "Received from clients"}
	if p.Type == "stat" && len(steps) < 2 && !slices.Contains(amounts, p.Title) {
		t.Errorf("%s: no thresholds", where)
	}
	last := -1.0
	for i, s := range steps {
		if (s.Value == nil) != (i == 0) {
			t.Errorf("%s: step %d: only the first has no value", where, i)
		} else if s.Value != nil {
			if *s.Value < last {
				t.Errorf("%s: thresholds fall", where)
			}
			last = *s.Value
		}
	}
}

// checkLink wants a link to lead to one of our dashboards, or to all of them.
func checkLink(t *testing.T, where string, l linkJSON) {
	t.Helper()
	if l.Placement != "" {
		t.Errorf("%s: the link %q is hidden: %s", where, l.Title, l.Placement)
	}
	if l.Type == "dashboards" {
		if !slices.Contains(l.Tags, board.Tag) {
			t.Errorf("%s: the link %q offers dashboards with the tags %v", where, l.Title, l.Tags)
		}
		return
	}
	path, _, _ := strings.Cut(l.URL, "?")
	known := slices.ContainsFunc(standard().all(environment(), declare.Everything()), func(b board.Board) bool { return path == board.PathOf(b.Name) })
	if !known || l.Title == "" {
		t.Errorf("%s: the link %q leads nowhere: %s", where, l.Title, l.URL)
	}
}

func TestLinks(t *testing.T) {
	linked := map[string]bool{}
	for name, d := range decode(t) {
		if len(d.Links) < 2 {
			t.Errorf("%s: nowhere to go from here", name)
		}
		for _, l := range d.Links {
			checkLink(t, name, l)
			linked[l.URL] = true
			if strings.HasSuffix(l.URL, "/"+d.UID) {
				t.Errorf("%s links to itself", name)
			}
		}
	}
	for _, b := range standard().all(environment(), declare.Everything()) {
		if !linked[board.PathOf(b.Name)] {
			t.Errorf("nothing links to %s", b.Name)
		}
	}
}

// What a link takes along is by name: metrics and logs of a database must call
// it the same.
func TestMetricsAndLogsShareVariables(t *testing.T) {
	engines := databases.Engines()
	pairs := [][2]board.Board{{databaseMachines(engines), databaseLogs(engines)}}
	for _, e := range engines {
		pairs = append(pairs, [2]board.Board{e.Board, databaseLogs(engines)})
	}
	for _, pair := range pairs {
		for _, b := range pair {
			shared := slices.ContainsFunc(b.Variables, func(v board.Variable) bool { return v.Name == "database" && v.Key() == "database_cluster" })
			if !shared {
				t.Errorf("%s has no variable database over the label database_cluster", b.Name)
			}
		}
		if !slices.Contains(pair[0].Links, pair[1].Name) {
			t.Errorf("%s has no link to %s", pair[0].Name, pair[1].Name)
		}
		if !slices.Contains(pair[1].Links, pair[0].Name) {
			t.Errorf("%s has no link to %s", pair[1].Name, pair[0].Name)
		}
	}
}

// Grafana's own types must take back what we wrote, and know every field.
func TestStrictlyDecodable(t *testing.T) {
	plugins.RegisterDefaultPlugins()
	for _, f := range standard().files(environment(), declare.Everything()) {
		var d dashboard.Dashboard
		if err := d.UnmarshalJSONStrict([]byte(f.json)); err != nil {
			t.Errorf("%s: %v", f.name, err)
		}
	}
}

func TestDeterministic(t *testing.T) {
	for i, b := range standard().all(environment(), declare.Everything()) {
		for range 5 {
			if got := b.JSON(titles()); got != standard().files(environment(), declare.Everything())[i].json {
				t.Fatalf("%s: two encodings differ", b.Name)
			}
		}
	}
}

// What Component returns may be changed by those who deliver it.
func TestObjectsAreFresh(t *testing.T) {
	standard().component(environment(), declare.Everything()).Objects[0].GetAnnotations()["changed"] = "yes"
	if got := standard().component(environment(), declare.Everything()).Objects[0].GetAnnotations()["changed"]; got != "" {
		t.Error("two calls share their objects")
	}
}

// ${…} would have to be hidden from Flux.
func TestNoFluxVariables(t *testing.T) {
	for _, f := range standard().files(environment(), declare.Everything()) {
		if strings.Contains(f.json, "${") {
			t.Errorf("%s holds a ${…}", f.name)
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	env, titles := environment(), titles()
	for b.Loop() {
		for _, d := range standard().all(env, declare.Everything()) {
			d.JSON(titles)
		}
	}
}
