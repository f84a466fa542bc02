package languages

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// rightQueries are what Prometheus takes, though some of it looks wrong.
var rightQueries = []string{
	`sum by (job) (rate(http_requests_total{code=~"5..|\"}"}[5m]))`,
	"up # a comment ( with a bracket\n== 0",
	`max_over_time(rate(x[5m])[1h30m:])`,
	`max_over_time(rate(x[5m])[1h:1m] offset 1d)`,
	`histogram_quantile(0.95, sum by (le) (rate(x_bucket[5m])))`,
	`a / on (job) group_left (version) b`,
	`a and on () vector(1) == bool 1`,
	`label_replace(up, "a", "$1", "b", "(.*)")`,
	`{"http.requests"} @ end()`,
	`rate(x[300]) > 0x1f`,
	`count_values("version", build_info) by (job)`,
	`absent(up{job="a"} offset -5m)`,
}

func TestRightQueries(t *testing.T) {
	for _, text := range rightQueries {
		if found := stable.read(text); len(found) > 0 {
			t.Errorf("%s: got %v, want nothing", text, found)
		}
	}
}

// TestWrongQueries is a table of mistakes: the part of the query, and the message.
func TestWrongQueries(t *testing.T) {
	cases := map[string]struct{ reason, text, value, message string }{
		"Empty":          {"An expression that was forgotten.", " ", "", "the expression is empty"},
		"String":         {"A quote is missing.", `up{job="a}`, `"a}`, "unterminated quoted string"},
		"Open":           {"A bracket is missing.", "sum(rate(x[5m])", "", "unclosed left parenthesis"},
		"Closed":         {"A bracket too many.", "sum(x))", "", "unexpected right parenthesis ')'"},
		"Crossed":        {"Brackets of two kinds cross.", `sum({a="b"(})`, "(})", `unexpected character inside braces: '('`},
		"Cut":            {"Cut off in the middle.", "a + b >", "", "unexpected end of input"},
		"Deep":           {"Parentheses cost the square of their depth.", strings.Repeat("(", 100_000) + "x" + strings.Repeat(")", 100_000), "(", "is nested deeper than 500 parentheses"},
		"Function":       {"One letter is missing.", "rte(x[5m])", "rte", `unknown function with name "rte"`},
		"MetricsQL":      {"A function of VictoriaMetrics'.", "median_over_time(x[5m])", "median_over_time", `unknown function with name "median_over_time"`},
		"Default":        {"An operator of VictoriaMetrics'.", "a default 0", "default", `unexpected identifier "default"`},
		"With":           {"A template of VictoriaMetrics'.", "WITH (a = up) a", "=", `unexpected "="`},
		"KeepNames":      {"A modifier of VictoriaMetrics'.", "rate(x[5m]) keep_metric_names", "keep_metric_names", `unexpected identifier "keep_metric_names"`},
		"Arity":          {"An argument is missing.", "histogram_quantile(x)", "histogram_quantile(x)", "expected 2 argument(s) in call to \"histogram_quantile\", got 1"},
		"NoRange":        {"A rate wants a range.", "rate(x)", "x", `expected type range vector in call to function "rate", got instant vector`},
		"Range":          {"A sum wants no range.", "sum(x[5m])", "x[5m]", `expected type instant vector in aggregation expression, got range vector`},
		"RangeCompared":  {"A range is compared.", "x[5m] > 1", "x[5m]", `binary expression must contain only scalar and instant vector types`},
		"RangeOfCall":    {"A subquery wants a colon.", "sum(x)[5m]", "[5m]", "ranges only allowed for vector selectors"},
		"Grouping":       {"By whom?", "sum by job (x)", "job", `unexpected identifier "job" in grouping opts, expected "("`},
		"GroupingTwice":  {"Both at once.", "sum by (a) without (b) (x)", "without", `unexpected <without> in aggregation`},
		"GroupedRate":    {"Only aggregations group.", "rate(x[5m]) by (job)", "by", `unexpected <by>`},
		"GroupLabel":     {"A value, not a label.", "sum by (job=1) (x)", "=", `unexpected "=" in grouping opts, expected "," or ")"`},
		"Parameter":      {"How many?", "topk(x)", "topk(x)", `wrong number of arguments for aggregate expression provided, expected 2, got 1`},
		"ParameterType":  {"A vector for a number.", "topk(up, x)", "up", `expected type scalar in aggregation parameter, got instant vector`},
		"Matcher":        {"Four kinds of matchers exist.", `up{job=="a"}`, "=", `unexpected "=" in label matching, expected string`},
		"MatcherQuotes":  {"A value without quotes.", `up{job=a}`, "a", `unexpected identifier "a" in label matching, expected string`},
		"MatcherRegexp":  {"It does not compile.", `up{job=~"("}`, `job=~"("`, "error parsing regexp: missing closing ): `(`"},
		"MatcherNothing": {"It would select all series there are.", `{job=~".*"}`, `{job=~".*"}`, "vector selector must contain at least one non-empty matcher"},
		"MatcherTwice":   {"A name inside and outside.", `up{__name__="a"}`, `up{__name__="a"}`, `metric name must not be set twice: "up" or "a"`},
		"Duration":       {"A unit that does not exist.", "rate(x[5min])", "5min])", `bad number or duration syntax: "5mi"`},
		"DurationOrder":  {"Small units before large ones.", "rate(x[5m1h])", "5m1h", `not a valid duration string: "5m1h"`},
		"Offset":         {"How long ago?", "x offset", "", "unexpected end of input in offset, expected number, duration, step(), or range()"},
		"OffsetOfCall":   {"What was it of?", "rate(x[5m]) offset 5m", "rate(x[5m])", "offset modifier must be preceded by an instant vector selector or range vector selector or a subquery"},
		"OffsetTwice":    {"Which of them?", "x offset 5m offset 1h", "x offset 5m", "offset may not be set multiple times"},
		"Strings":        {"A comparison of strings.", `"a" == "b"`, `"a"`, `binary expression must contain only scalar and instant vector types`},
		"Scalars":        {"A comparison of numbers has no vector to filter.", "1 > 2", "", "comparisons between scalars must use BOOL modifier"},
		"ManyToMany":     {"Sets are always many to many.", "a and on (x) group_left b", "a and on (x) group_left b", `no grouping allowed for "and" operation`},
		"GroupNoOn":      {"A group of what?", "a * group_left b", "group_left", "unexpected <group_left>"},
		"GroupOn":        {"A label on both sides.", "a * on (x) group_left (x) b", "* on (x) group_left (x", `label "x" must not occur in ON and GROUP clause at once`},
		"SetScalar":      {"Sets are of series.", "a and 1", "a and 1", `set operator "and" not allowed in binary scalar expression`},
		"BoolSum":        {"Only comparisons have it.", "a + bool b", "+ boo", "bool modifier can only be used on comparison operators"},
		"Replacement":    {"It does not compile.", `label_replace(up, "a", "$1", "b", "(")`, `label_replace(up, "a", "$1", "b", "(")`, `the regular expression "(" does not compile`},
		"Quantile":       {"Per cent.", `histogram_quantile(95, x)`, `histogram_quantile(95, x)`, "a quantile is a number between 0 and 1"},
		"Experimental":   {"Not without its switch.", `max_of(x, 1)`, "max_of", `function "max_of" is not enabled`},
		"SwitchedOn":     {"Not without its switch.", `limitk(2, x)`, "limitk(2, x)", `limitk() is experimental and must be enabled with --enable-feature=promql-experimental-functions`},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got := stable.read(tc.text)
			if len(got) != 1 || got[0].Code != "language-query" {
				t.Fatalf("got %v, want one finding\nreason: %s", got, tc.reason)
			}
			if _, message, placed := strings.Cut(got[0].Message, ": "); placed && strings.HasPrefix(got[0].Message, "column") {
				got[0].Message = message
			}
			want := diag.List{{Code: "language-query", Value: tc.value, Message: tc.message, Remedy: got[0].Remedy}}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("(-want +got):\n%s\nreason: %s", diff, tc.reason)
			}
		})
	}
}

// TestPlaces: a finding says where in the query it is, also behind variables.
func TestPlaces(t *testing.T) {
	cases := map[string]struct {
		reason string
		read   language
		text   string
		want   string
	}{
		"Line":     {"Queries of several lines.", stable.read, "sum(\n  rte(x[5m])\n)", "line 2, column 3: "},
		"Column":   {"One line has columns alone.", stable.read, "sum(rte(x[5m]))", "column 5: "},
		"Variable": {"What stands for the variable is shorter.", stable.grafana, `a{b="$namespace"} + rte(x[$__rate_interval])`, "column 21: "},
		"Inside":   {"The variable is itself what is wrong.", stable.grafana, "rate($metric)", "column 6: "},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got := tc.read(tc.text)
			if len(got) != 1 || !strings.HasPrefix(got[0].Message, tc.want) {
				t.Errorf("got %v, want %s\nreason: %s", got, tc.want, tc.reason)
			}
		})
	}
}

// TestDialects: what must be switched on is right where it is.
func TestDialects(t *testing.T) {
	const rule = "  additionalPrometheusRulesMap: {mine: {groups: [{name: mine, rules: [{alert: A, expr: 'EXPR'}]}]}}\n"
	cases := map[string]struct{ reason, feature, expr string }{
		"Functions": {"An experimental aggregation.", "promql-experimental-functions", "limitk(2, x)"},
		"Durations": {"A duration that is calculated.", "promql-duration-expr", "rate(x[5m * 2])"},
		"Ranges":    {"A modifier of a selector.", "promql-extended-range-selectors", "rate(x[5m] smoothed)"},
		"Fill":      {"A modifier of an operator.", "promql-binop-fill-modifiers", "a + fill (0) b"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			for _, on := range []bool{false, true} {
				overrides := "kube-prometheus-stack:\n" + strings.Replace(rule, "EXPR", tc.expr, 1)
				if on {
					overrides += "  prometheus: {prometheusSpec: {enableFeatures: [" + tc.feature + "]}}\n"
				}
				got := Check(inventory.Read(provetest.Overriding(t, overrides)))
				if (len(got) == 0) != on {
					t.Errorf("switched on: %t, got %v\nreason: %s", on, got, tc.reason)
				}
			}
			if got := everything.read(tc.expr); len(got) > 0 {
				t.Errorf("a Prometheus that we do not know: got %v", got)
			}
		})
	}
}

// FuzzGrafana: whatever the variables, the reading ends, and tells places that are
// there.
func FuzzGrafana(f *testing.F) {
	for _, text := range append(rightQueries, rightOfGrafana...) {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q := openQuery(text)
		made := q.with(guesses...)
		if len(q.gaps) == 0 && made != text {
			t.Errorf("got %q of a query without variables", made)
		}
		for at := range len(made) {
			if back := q.origin(at); back < 0 || back > len(text) {
				t.Errorf("byte %d of %q comes from %d", at, made, back)
			}
		}
		stable.grafana(text)
	})
}
