package languages

import (
	"cmp"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"seamark.dev/seamark/pkg/diag"
)

// panels reads the queries of panels.
func (d dialect) panels(panels []panel) diag.List {
	var findings diag.List
	for _, p := range panels {
		for _, t := range p.Targets {
			source := cmp.Or(t.Datasource, p.Datasource)
			findings = append(findings, within(fmt.Sprintf("panel %q, query %s: ", p.Title, t.RefID), d.query(source, t.Expr))...)
		}
		findings = append(findings, d.panels(p.Panels)...)
	}
	return findings
}

// within puts in front of messages where it is that they speak of.
func within(where string, findings diag.List) diag.List {
	for i := range findings {
		findings[i].Message = where + findings[i].Message
	}
	return findings
}

// query reads a query in the language of its data source. Where only the name of
// the source is known, or that it is the default one, it must be right in one of
// the two. Other sources have queries of other shapes.
func (d dialect) query(source datasource, expr string) diag.List {
	switch {
	case strings.Contains(string(source), "prometheus"):
		return d.grafana(expr)
	case source == "loki":
		return readLogQL(expr)
	case source != "" && source[0] != '$' || expr == "":
		return nil
	case len(readLogQL(expr)) == 0 && stream.MatchString(expr):
		return nil
	}
	return d.grafana(expr)
}

// stream is where LogQL and PromQL part: behind a selector of log lines.
var stream = regexp.MustCompile(`\}\s*(?:\||!|\[)`)

// annotations reads the queries that mark times in all panels.
func (d dialect) annotations(board *dashboard) diag.List {
	var findings diag.List
	for _, a := range board.Annotations.List {
		if a.Expr != "" {
			findings = append(findings, within(fmt.Sprintf("annotation %q: ", a.Name), d.query(a.Datasource, a.Expr))...)
		}
	}
	return findings
}

// variables reads the queries that the choices of a dashboard come from.
func (d dialect) variables(board *dashboard) diag.List {
	var findings diag.List
	for _, v := range board.Templating.List {
		if v.Type == "query" && (v.Datasource == "" || strings.Contains(string(v.Datasource), "prometheus")) {
			findings = append(findings, within(fmt.Sprintf("variable %q: ", v.Name), d.variableQuery(v.Query))...)
		}
	}
	return findings
}

var (
	labelValues = regexp.MustCompile(`(?s)^\s*label_values\((?:(.+),)?\s*[^,]*\)\s*$`)
	queryResult = regexp.MustCompile(`(?s)^\s*query_result\((.+)\)\s*$`)
	otherQuery  = regexp.MustCompile(`^\s*(?:label_names|metrics)\(`)
)

// variableQuery reads the query of a variable: one of Grafana's own functions, or
// series.
func (d dialect) variableQuery(data json.RawMessage) diag.List {
	var object struct{ Query string }
	if json.Unmarshal(data, &object.Query) != nil && json.Unmarshal(data, &object) != nil {
		return nil
	}
	text := object.Query
	if m := labelValues.FindStringSubmatch(text); m != nil {
		text = m[1]
	} else if m := queryResult.FindStringSubmatch(text); m != nil {
		text = m[1]
	}
	if strings.TrimSpace(text) == "" || otherQuery.MatchString(text) {
		return nil
	}
	return d.grafana(text)
}
