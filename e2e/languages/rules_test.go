package languages

import (
	"io"
	"log/slog"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/prometheus/common/model"
	"github.com/prometheus/prometheus/model/rulefmt"
	promql "github.com/prometheus/prometheus/promql/parser"

	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/prove/inventory"
	"seamark.dev/seamark/pkg/prove/languages"
	"seamark.dev/seamark/pkg/prove/values"
)

// TestRulesLikePrometheus: what Prometheus refuses of rules is an error here, and
// what it takes is none.
func TestRulesLikePrometheus(t *testing.T) {
	rule := func(text string) string { return "[{name: a, rules: [" + text + "]}]" }
	groups := map[string]string{
		"Right":      rule(`{alert: A, expr: up == 0, for: 1h30m, keep_firing_for: 5m, labels: {a: b}, annotations: {c: '{{ $value }} {{ $labels.d }}'}}`),
		"Recording":  rule(`{record: 'a:b', expr: 1, labels: {a: b}}`),
		"ForNothing": rule(`{record: a, expr: up, for: 0s}`),
		"Dashes":     rule(`{record: a-b, expr: up, labels: {c-d: e}}`),
		"NoExpr":     rule(`{alert: A}`),
		"Query":      rule(`{alert: A, expr: 'sum(up'}`),
		"Both":       rule(`{alert: A, record: b, expr: up}`),
		"Neither":    rule(`{expr: up}`),
		"For":        rule(`{record: a, expr: up, for: 5m}`),
		"KeepFiring": rule(`{record: a, expr: up, keep_firing_for: 5m}`),
		"Annotated":  rule(`{record: a, expr: up, annotations: {a: b}}`),
		"Braces":     rule(`{record: 'a{b}', expr: up}`),
		"Label":      rule(`{alert: A, expr: up, labels: {__name__: b}}`),
		"NoLabel":    rule(`{alert: A, expr: up, labels: {'': b}}`),
		"Duration":   rule(`{alert: A, expr: up, for: 5 minutes}`),
		"Order":      rule(`{alert: A, expr: up, for: 5m1h}`),
		"Unknown":    rule(`{alert: A, expr: up, fr: 5m}`),
		"Template":   rule(`{alert: A, expr: up, annotations: {a: '{{ $lables.b }}'}}`),
		"OfLabel":    rule(`{alert: A, expr: up, labels: {a: '{{ end }}'}}`),
		"NoGroup":    `[{rules: []}]`,
		"TwoGroups":  `[{name: a, rules: []}, {name: a, rules: []}]`,
		"Interval":   `[{name: a, interval: 5, rules: []}]`,
		"GroupField": `[{name: a, every: 5m, rules: []}]`,
		"GroupLabel": `[{name: a, labels: {__name__: b}, rules: []}]`,
		"Offset":     `[{name: a, query_offset: 1m, limit: 5, labels: {c: d}, rules: []}]`,
	}
	for name, text := range groups {
		t.Run(name, func(t *testing.T) {
			_, refused := rulefmt.Parse([]byte("groups: "+text), false, model.UTF8Validation, promql.NewParser(promql.Options{}), slog.New(slog.NewTextHandler(io.Discard, nil)))
			in := inventory.Read(provetest.Overriding(t, "kube-prometheus-stack: {additionalPrometheusRulesMap: {mine: {groups: "+text+"}}}\n"))
			found := diag.List(append(languages.Check(in), values.Check(in)...))
			if (found.Errors() > 0) != (len(refused) > 0) {
				t.Errorf("Prometheus says %v, and we say %v of\n%s", refused, found, text)
			}
		})
	}
}

// TestTemplateFunctions: of every word in Prometheus' templates we know whether
// it is a function.
func TestTemplateFunctions(t *testing.T) {
	words := "humanise lables tmpl sort join env"
	for _, pair := range templateFunctions(t) {
		words += " " + pair
	}
	for word := range strings.FieldsSeq(words) {
		text := `{alert: A, expr: up, annotations: {a: "{{ ` + word + ` }}"}}`
		_, refused := rulefmt.Parse([]byte("groups: [{name: a, rules: ["+text+"]}]"), false, model.UTF8Validation, promql.NewParser(promql.Options{}), slog.New(slog.NewTextHandler(io.Discard, nil)))
		in := inventory.Read(provetest.Overriding(t, "kube-prometheus-stack: {additionalPrometheusRulesMap: {mine: {groups: [{name: a, rules: ["+text+"]}]}}}\n"))
		if found := languages.Check(in); (len(found) > 0) != (len(refused) > 0) {
			t.Errorf("%s: Prometheus says %v, and we say %v", word, refused, found)
		}
	}
}

var functionName = regexp.MustCompile(`(?m)^\s+"([A-Za-z0-9]+)":\s`)

// templateFunctions are the words that Prometheus' source gives a meaning in
// templates.
func templateFunctions(t *testing.T) []string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), "go", "list", "-f", "{{.Dir}}", "github.com/prometheus/prometheus/template").Output()
	if err != nil {
		t.Fatal(err)
	}
	source := read(t, filepath.Join(strings.TrimSpace(string(out)), "template.go"))
	var names []string
	for _, m := range functionName.FindAllStringSubmatch(source, -1) {
		names = append(names, m[1])
	}
	if len(names) < 25 {
		t.Fatalf("only %d functions", len(names))
	}
	return names
}
