package observability

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// dashboard is what counts of a dashboard in Grafana's own format.
type dashboard struct {
	UID        string `json:"uid"`
	Title      string `json:"title"`
	Templating struct {
		List []variable `json:"list"`
	} `json:"templating"`
	Panels []panel `json:"panels"`
}

type panel struct {
	Title   string   `json:"title"`
	Type    string   `json:"type"`
	Panels  []panel  `json:"panels"` // of a row that is folded
	Targets []target `json:"targets"`
}

type target struct {
	RefID      string `json:"refId"`
	Expr       string `json:"expr"`
	QueryType  string `json:"queryType"` // of Loki: range or instant
	Datasource struct {
		Type string `json:"type"`
	} `json:"datasource"`
}

// variable is a choice at the top of a dashboard.
type variable struct {
	Name       string          `json:"name"`
	Type       string          `json:"type"`
	Query      json.RawMessage `json:"query"`
	IncludeAll bool            `json:"includeAll"`
	AllValue   string          `json:"allValue"`
	Datasource struct {
		Type string `json:"type"`
	} `json:"datasource"`
}

// question is one query of one panel.
type question struct {
	dashboard, panel, ref string
	expr, kind            string
}

func (q question) String() string { return q.dashboard + " / " + q.panel + " / " + q.ref }

// dashboards are all dashboards that are rendered, in a stable order.
func dashboards(t *testing.T) []dashboard {
	t.Helper()
	files := dashboardFiles(t)
	var all []dashboard
	for _, name := range sortedKeys(files) {
		var d dashboard
		if err := json.Unmarshal([]byte(files[name]), &d); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		all = append(all, d)
	}
	return all
}

// questions are all queries of a dashboard that go to a type of data source.
func (d dashboard) questions(source string) []question {
	var all []question
	var visit func([]panel)
	visit = func(panels []panel) {
		for _, p := range panels {
			visit(p.Panels)
			for _, q := range p.Targets {
				if q.Datasource.Type == source {
					all = append(all, question{d.Title, p.Title, q.RefID, q.Expr, q.QueryType})
				}
			}
		}
	}
	visit(d.Panels)
	return all
}

// substitute is what Grafana makes of a query before Prometheus sees it.
var substitute = regexp.MustCompile(`\$\{(\w+)(?::\w+)?\}|\[\[(\w+)\]\]|\$(\w+)`)

// fill puts values in the place of variables. A name that nobody knows is an
// error, because Grafana would send it as it is.
func fill(text string, values map[string]string) (string, error) {
	var unknown []string
	filled := substitute.ReplaceAllStringFunc(text, func(match string) string {
		name := strings.Join(substitute.FindStringSubmatch(match)[1:], "")
		value, ok := values[name]
		if !ok {
			unknown = append(unknown, match)
		}
		return value
	})
	if len(unknown) > 0 {
		return "", fmt.Errorf("unknown variables %q in %s", unknown, text)
	}
	return filled, nil
}

// interval is what Grafana puts in for the variables of its own, at the scrape
// interval of the tests: $__rate_interval is four scrapes.
func interval() map[string]string {
	return map[string]string{
		"__rate_interval": fmt.Sprintf("%ds", 4*scrapeInterval), "__interval": fmt.Sprintf("%ds", scrapeInterval),
		"__range": "60s", "__range_s": "60",
	}
}

var labelValues = regexp.MustCompile(`^label_values\((?:(.*),\s*)?(\w+)\)$`)

// choose makes Grafana's default choice of every variable: all values that the
// data source offers. Variables are filled in their order; one that asks for
// something else than the subject restricts nothing.
func (d dashboard) choose(p *prometheus, n names) (map[string]string, error) {
	values := interval()
	for _, v := range d.Templating.List {
		value, err := v.choice(p, n, values)
		if err != nil {
			return nil, fmt.Errorf("%s, variable %s: %w", d.Title, v.Name, err)
		}
		values[v.Name] = value
	}
	return values, nil
}

// errNoValues is that a variable has nothing to offer.
var errNoValues = fmt.Errorf("there is nothing to choose from")

func (v variable) choice(p *prometheus, n names, values map[string]string) (string, error) {
	switch {
	case v.Type == "datasource", v.Type == "textbox":
		return "", nil
	case v.Type != "query":
		return "", fmt.Errorf("this test does not know the type %s", v.Type)
	case v.Datasource.Type == "loki":
		return ".*", nil
	case v.AllValue != "":
		return v.AllValue, nil
	}
	definition := labelValues.FindStringSubmatch(v.definition())
	if definition == nil {
		return "", fmt.Errorf("this test does not know the query %s", v.Query)
	}
	if !n.about(definition[1]) {
		return ".*", nil
	}
	selector, err := fill(definition[1], values)
	if err != nil {
		return "", err
	}
	found, err := p.labelValues(definition[2], selector)
	if err != nil || len(found) == 0 {
		return "", errorOr(err, fmt.Errorf("%w: %s", errNoValues, v.definition()))
	}
	return regexOf(found), nil
}

// definition is the query, which is a text or an object that holds it.
func (v variable) definition() string {
	var text string
	if json.Unmarshal(v.Query, &text) == nil {
		return text
	}
	var object struct {
		Query string `json:"query"`
	}
	_ = json.Unmarshal(v.Query, &object) // what it does not hold is no query that choice knows
	return object.Query
}

// labelOfStreams is the query of a variable whose values come from Loki.
func (v variable) labelOfStreams() (label, selector string) {
	var object struct{ Label, Stream string }
	_ = json.Unmarshal(v.Query, &object) // an empty label has no values
	return object.Label, object.Stream
}

// regexOf is how Grafana writes several values for Prometheus.
func regexOf(values []string) string {
	quoted := make([]string, len(values))
	for i, v := range values {
		quoted[i] = strings.ReplaceAll(regexp.QuoteMeta(v), `\`, `\\`)
	}
	if len(quoted) == 1 {
		return quoted[0]
	}
	return "(" + strings.Join(quoted, "|") + ")"
}

func errorOr(err, other error) error {
	if err != nil {
		return err
	}
	return other
}

var (
	literal    = regexp.MustCompile(`"(?:[^"\\]|\\.)*"`)
	identifier = regexp.MustCompile(`[a-zA-Z_:][a-zA-Z0-9_:]*`)
)

// mentions are the names in an expression that the set knows.
func mentions(expression string, known map[string]bool) []string {
	var found []string
	for _, word := range identifier.FindAllString(literal.ReplaceAllString(expression, ""), -1) {
		if known[word] {
			found = append(found, word)
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}
