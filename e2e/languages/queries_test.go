package languages

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/grafana/grafana-foundation-sdk/go/cog/plugins"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	promql "github.com/prometheus/prometheus/promql/parser"
	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/e2e/logql"
)

// The languages of queries.
const (
	promQL = "PromQL"
	logQL  = "LogQL"
)

// query is an expression in the rendered tree.
type query struct{ at, language, expr string }

// parse reads a query: PromQL with Prometheus' parser, LogQL with Grafana's.
func (q query) parse(t *testing.T) error {
	t.Helper()
	if q.language == logQL {
		_, err := logql.ForTest(t, "whether the rendered LogQL is LogQL").Parse(q.expr)
		return err
	}
	_, err := promql.NewParser(promql.Options{}).ParseExpr(q.expr)
	return err
}

// rules are the expressions of all PrometheusRules.
func rules(t *testing.T) []query {
	t.Helper()
	var all []query
	for path, r := range decoded[monitoringv1.PrometheusRule](t, "PrometheusRule") {
		for _, g := range r.Spec.Groups {
			for _, rule := range g.Rules {
				all = append(all, query{path + ": " + rule.Alert + rule.Record, promQL, rule.Expr.String()})
			}
		}
	}
	return all
}

// boards are the dashboards by file and key.
func boards(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	for path, c := range decoded[corev1.ConfigMap](t, "ConfigMap") {
		if c.Labels["grafana_dashboard"] == "" {
			continue
		}
		for key, text := range c.Data {
			all[path+": "+key] = text
		}
	}
	if len(all) < 5 {
		t.Fatalf("%d dashboards, want at least 5", len(all))
	}
	return all
}

type board struct {
	Panels     []panel `json:"panels"`
	Templating struct {
		List []struct {
			Name       string     `json:"name"`
			Type       string     `json:"type"`
			Query      any        `json:"query"`
			Datasource datasource `json:"datasource"`
		} `json:"list"`
	} `json:"templating"`
}

type panel struct {
	Title   string  `json:"title"`
	Panels  []panel `json:"panels"`
	Targets []struct {
		RefID      string     `json:"refId"`
		Expr       string     `json:"expr"`
		Datasource datasource `json:"datasource"`
	} `json:"targets"`
}

type datasource struct {
	Type string `json:"type"`
}

func (s datasource) language() string {
	if s.Type == "loki" {
		return logQL
	}
	return promQL
}

// boardQueries are the queries of a dashboard as Grafana sends them.
func boardQueries(t *testing.T, at, text string) []query {
	t.Helper()
	var b board
	if err := json.Unmarshal([]byte(text), &b); err != nil {
		t.Fatalf("%s: %v", at, err)
	}
	var all []query
	for _, v := range b.Templating.List {
		if expr := variableQuery(v.Query); v.Type == "query" && expr != "" {
			all = append(all, query{at + ": variable " + v.Name, v.Datasource.language(), substitute(expr)})
		}
	}
	var collect func([]panel)
	collect = func(panels []panel) {
		for _, p := range panels {
			for _, q := range p.Targets {
				all = append(all, query{fmt.Sprintf("%s: %s, query %s", at, p.Title, q.RefID), q.Datasource.language(), substitute(q.Expr)})
			}
			collect(p.Panels)
		}
	}
	collect(b.Panels)
	return all
}

var labelValues = regexp.MustCompile(`^label_values\((.*),[^,]*\)$`)

// variableQuery is the selector in a variable's query: of label_values(up, job)
// for Prometheus, of the stream for Loki.
func variableQuery(q any) string {
	fields, _ := q.(map[string]any)
	if stream, ok := fields["stream"].(string); ok {
		return stream
	}
	text, _ := fields["query"].(string)
	if m := labelValues.FindStringSubmatch(text); m != nil {
		return m[1]
	}
	return text
}

var (
	intervals = regexp.MustCompile(`\$(?:__rate_interval|__interval|__range|__auto)\b|\$\{(?:__rate_interval|__interval|__range|__auto)\}`)
	variables = regexp.MustCompile(`\$(?:[A-Za-z_][A-Za-z_0-9]*|\{[A-Za-z_][^}]*\})`)
)

// substitute puts values in for Grafana's variables: a duration for the
// intervals it computes, and for the reader's choice of several what Grafana
// makes of them, an alternative of a regular expression.
func substitute(expr string) string {
	return variables.ReplaceAllString(intervals.ReplaceAllString(expr, "5m"), "(a|b)")
}

var (
	// cell is a query in a table: | question | `query` |.
	cell = regexp.MustCompile("(?m)^\\| [^|]* \\| `(\\{[^`]*)` \\|$")
	// block is a fenced block of queries, a line each.
	block = regexp.MustCompile("(?s)```logql\n(.*?)```")
)

// examples are the LogQL queries that the rendered pages offer.
func examples(t *testing.T) []query {
	t.Helper()
	var all []query
	for path, data := range rendered(t) {
		if !strings.HasSuffix(path, ".md") {
			continue
		}
		for _, m := range cell.FindAllStringSubmatch(string(data), -1) {
			all = append(all, query{path, logQL, strings.ReplaceAll(m[1], `\|`, "|")})
		}
		for _, m := range block.FindAllStringSubmatch(string(data), -1) {
			for line := range strings.Lines(m[1]) {
				if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
					all = append(all, query{path, logQL, line})
				}
			}
		}
	}
	return all
}

// TestQueries parses every expression that is rendered.
func TestQueries(t *testing.T) {
	all := map[string][]query{"rules": rules(t), "examples": examples(t)}
	for at, text := range boards(t) {
		all["dashboards"] = append(all["dashboards"], boardQueries(t, at, text)...)
	}
	for kind, least := range map[string]int{"rules": 10, "examples": 11, "dashboards": 50} {
		if len(all[kind]) < least {
			t.Errorf("found %d queries in %s, want at least %d", len(all[kind]), kind, least)
		}
	}
	count := map[string]int{}
	for _, queries := range all {
		for _, q := range queries {
			count[q.language]++
			if err := q.parse(t); err != nil {
				t.Errorf("%s: %s: %v\n%s", q.at, q.language, err, q.expr)
			}
		}
	}
	t.Logf("%d queries in PromQL, %d in LogQL", count[promQL], count[logQL])
}

// span is code in a sentence that looks like a query: it has a range.
var span = regexp.MustCompile("`([^`\n]*\\[[0-9]+[smhdwy]\\][^`\n]*)`")

// TestRunbooks parses the queries that the runbooks offer, which do not say of
// which language they are.
func TestRunbooks(t *testing.T) {
	var pages []string
	for _, folder := range []string{"docs/runbooks", "pkg/components/databases"} {
		found, err := filepath.Glob("../../" + folder + "/*.md")
		if err != nil || len(found) == 0 {
			t.Fatal(folder, found, err)
		}
		pages = append(pages, found...)
	}
	found := 0
	for _, page := range pages {
		data, err := os.ReadFile(page)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range span.FindAllStringSubmatch(string(data), -1) {
			found++
			metrics, logs := query{page, promQL, m[1]}.parse(t), query{page, logQL, m[1]}.parse(t)
			if metrics != nil && logs != nil {
				t.Errorf("%s: %s\nas PromQL: %v\nas LogQL: %v", page, m[1], metrics, logs)
			}
		}
	}
	if found == 0 {
		t.Error("found no queries in the runbooks")
	}
}

// TestDashboards has Grafana's own types read the dashboards and refuse what
// they do not know.
func TestDashboards(t *testing.T) {
	for at, text := range boards(t) {
		if err := strictBoard(text); err != nil {
			t.Errorf("%s: %v", at, err)
		}
	}
}

func strictBoard(text string) error {
	plugins.RegisterDefaultPlugins()
	var d dashboard.Dashboard
	return d.UnmarshalJSONStrict([]byte(text))
}

func TestQueryFaults(t *testing.T) {
	cases := map[string]struct{ reason, language, expr string }{
		"Function":      {"A function that does not exist.", promQL, `rte(up[5m])`},
		"Range":         {"A rate wants a range.", promQL, `rate(up)`},
		"Matcher":       {"Four kinds of matchers exist.", promQL, `up{job=="a"}`},
		"Grouping":      {"By whom?", promQL, `sum by job (up)`},
		"Regexp":        {"A regular expression that does not compile.", promQL, `up{job=~"("}`},
		"Types":         {"A comparison of strings.", promQL, `"a" > 1`},
		"Selector":      {"A log query begins with a selector.", logQL, `|= "error"`},
		"EmptySelector": {"Loki demands one matcher that is not empty.", logQL, `{job=~".*"}`},
		"LogFunction":   {"A function of Prometheus'.", logQL, `increase({job="a"}[5m])`},
		"Filter":        {"An operator that does not exist.", logQL, `{job="a"} |? "error"`},
		"LogRegexp":     {"A regular expression that does not compile.", logQL, `{job="a"} |~ "("`},
		"Stage":         {"A stage that does not exist.", logQL, `{job="a"} | xml`},
		"PromQLInLoki":  {"A metric is no stream.", logQL, `sum(rate(up[5m]))`},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if err := (query{"", tc.language, tc.expr}).parse(t); err == nil {
				t.Errorf("%s takes %s\nreason: %s", tc.language, tc.expr, tc.reason)
			}
		})
	}
}

func TestSubstitute(t *testing.T) {
	got := substitute(`rate(a{b=~"$c", d="${e:regex}"}[$__rate_interval]) + sum_over_time(x[${__range}]) |~ "x$"`)
	want := `rate(a{b=~"(a|b)", d="(a|b)"}[5m]) + sum_over_time(x[5m]) |~ "x$"`
	if got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestDashboardFaults(t *testing.T) {
	cases := map[string]struct{ reason, from, to string }{
		"Top":        {"An unknown key of the dashboard.", `"graphTooltip":`, `"graphTooltips":`},
		"Panel":      {"An unknown key of a panel.", `"gridPos":`, `"gridPosition":`},
		"Options":    {"An unknown option of a panel.", `"colorMode":`, `"colourMode":`},
		"Type":       {"A text where a number must be.", `"schemaVersion":42`, `"schemaVersion":"42"`},
		"Time":       {"A list where an object must be.", `"time":{"from":"now-3h","to":"now"}`, `"time":["now-3h","now"]`},
		"OldSource":  {"A data source by its name, as ten years ago.", `"datasource":{"type":"prometheus","uid":"$datasource"},"gridPos"`, `"datasource":"prometheus","gridPos"`},
		"NotJSON":    {"A comma too many.", `"tags":[`, `"tags":[,`},
		"QueryField": {"An unknown key of a query.", `"legendFormat":`, `"legendFromat":`},
	}
	var text string
	for at, candidate := range boards(t) {
		if strings.Contains(at, "gateway.json") {
			text = candidate
		}
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			broken := strings.Replace(text, tc.from, tc.to, 1)
			if broken == text {
				t.Fatalf("the dashboard does not hold %s", tc.from)
			}
			if err := strictBoard(broken); err == nil {
				t.Errorf("Grafana's types take it\nreason: %s", tc.reason)
			}
		})
	}
}
