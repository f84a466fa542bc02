package languages

import (
	"encoding/json"
	"testing"

	"seamark.dev/seamark/e2e/logql"
	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/prove/inventory"
	"seamark.dev/seamark/pkg/prove/languages"
)

// logQueries are right. Each is also read with any one of its characters missing.
var logQueries = []string{
	`{job="a", b!~"c|d"} |= "x" != "y" | json e="f" | g > 5 and h = "i"`,
	`sum by (j) (count_over_time({k=~"l+"} |~ "(?i)m" | logfmt | regexp "(?P<n>[0-9]+)" [5m]))`,
	`quantile_over_time(0.99, {o="p"} | unwrap duration(q) | __error__="" [1h]) by (r)`,
	`topk(5, rate({s="t"}[5m] offset 1h)) / 2 > bool 1 or vector(0)`,
	"{u=\"v\"} | line_format \"{{.w}}\" | label_format x=y, z=`{{.a}}` | drop b, c=\"d\" | decolorize",
	`label_replace(absent_over_time({e="f"}[5m]), "g", "$1", "h", "(.*)")`,
	`{i="j"} | k = ip("10.0.0.0/8") | (l="m" or n!="o") | size < 20MB`,
}

// TestLogQLFindings: what we refuse of LogQL, Grafana's grammar and Loki's rules
// refuse as well. The reverse is not so.
func TestLogQLFindings(t *testing.T) {
	grammar := logql.ForTest(t, "whether what is found in LogQL is wrong")
	in := provetest.Overriding(t, "kube-prometheus-stack: {grafana: {replicas: 1}}\n")
	refused, both := 0, 0
	for _, query := range logQueries {
		texts := []string{query}
		for i := range query {
			texts = append(texts, query[:i]+query[i+1:])
		}
		for i, text := range texts {
			_, err := grammar.Parse(text)
			found := readLogs(t, in, text)
			if i == 0 && err != nil || len(found) > 0 && err == nil {
				t.Errorf("%s: the grammar says %v, and we say %v", text, err, found)
			}
			if err != nil {
				if refused++; len(found) > 0 {
					both++
				}
			}
		}
	}
	t.Logf("of %d wrong queries we find %d", refused, both)
	if both*100 < refused*60 {
		t.Errorf("of %d wrong queries we find only %d", refused, both)
	}
}

// readLogs reads a query of a dashboard.
func readLogs(t *testing.T, in inventory.Input, query string) diag.List {
	t.Helper()
	board, err := json.Marshal(map[string]any{"uid": "a", "title": "A", "panels": []any{map[string]any{
		"targets": []any{map[string]any{"refId": "A", "expr": query, "datasource": map[string]any{"type": "loki"}}},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	provetest.Tree{TB: t, Input: in}.Release("kube-prometheus-stack").Overrides = map[string]any{"grafana": map[string]any{
		"dashboards": map[string]any{"default": map[string]any{"mine": map[string]any{"json": string(board)}}},
	}}
	return languages.Check(inventory.Read(in))
}
