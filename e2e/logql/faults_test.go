package logql

import (
	"strings"
	"testing"
)

const notChecked = "LogQL"

func TestParse(t *testing.T) {
	for name, expression := range map[string]string{
		"Selector":    `{job="a", level=~"error|fatal", pod!~"x.*", app!="y"}`,
		"LineFilters": `{job="a"} |= "x" != "y" |~ "(?i)z" !~ "[0-9]+"`,
		"Or":          `{job="a"} |= "x" or "y"`,
		"Backticks":   "{job=\"a\"} |~ `\\d+ ms`",
		"Parsers":     `{job="a"} | json | logfmt | regexp "(?P<n>[0-9]+)" | pattern "<ip> - <_>"`,
		"LabelFilter": `{job="a"} | n > 5 and (m = "x" or d >= 5ms) | size < 20MB`,
		"Templates":   `{job="a"} | line_format "{{.x | upper}} {{__line__}}" | label_format a=b, c="{{.d}}"`,
		"Unwrap":      `max_over_time({job="a"} | unwrap n | __error__="" [1h]) by (user)`,
		"Vector":      `topk(5, sum by (pod) (rate({job="a"} [5m] offset 1h))) / 2 > bool 1`,
		"NotASCII":    `{job="ä"} |= "→"`,
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := ForTest(t, notChecked).Parse(expression); err != nil {
				t.Errorf("%s: %v", expression, err)
			}
		})
	}
}

// TestFaults: the grammar reads on behind a mistake, and Loki refuses more than
// it does. All of these must be refused, at their place.
func TestFaults(t *testing.T) {
	cases := map[string]struct{ reason, expression, want string }{
		"NoSelector":    {"A query begins with a selector.", `|= "error"`, "character 1: not LogQL"},
		"Empty":         {"Nothing is no query.", ``, "character 1: not LogQL"},
		"Braces":        {"A selector without a matcher.", `{}`, "character 2: not LogQL"},
		"Open":          {"A brace is missing.", `{job="a"`, "character 9: not LogQL"},
		"Bracket":       {"A bracket is missing.", `sum(rate({job="a"}[5m])`, "character 24: not LogQL"},
		"Rest":          {"Something follows the query.", `{job="a"} }`, "character 11: not LogQL"},
		"Operator":      {"There is no such operator.", `{job="a"} |? "error"`, "character 12: not LogQL"},
		"DoubleEquals":  {"A matcher has one sign.", `{job=="a"}`, "character 5: not LogQL"},
		"Unquoted":      {"A value is in quotes.", `{job=a}`, "character 6: not LogQL"},
		"Stage":         {"There is no such stage.", `{job="a"} | xml`, "character 16: not LogQL"},
		"LogUnwrap":     {"unwrap stands in a range.", `{job="a"} | unwrap n`, "character 13: not LogQL"},
		"PromQL":        {"A metric is no stream.", `sum(rate(up[5m]))`, "not LogQL"},
		"PromFunction":  {"A function of Prometheus.", `increase({job="a"}[5m])`, "character 1: not LogQL"},
		"NoRange":       {"A rate is of a range.", `rate({job="a"})`, "not LogQL"},
		"RangeUnit":     {"There is no such unit.", `rate({job="a"}[5q])`, "not LogQL"},
		"Quote":         {"A quote is missing.", `{job="a} |= "b"`, "not LogQL"},
		"EmptyMatcher":  {"Every stream matches.", `{job=~".*"}`, "a selector needs"},
		"EmptyValue":    {"So does a label that is not there.", `{job=""}`, "a selector needs"},
		"OneOfTwo":      {"Each selector is judged.", `sum(rate({a="b"}[5m])) / sum(rate({a!="b"}[5m]))`, "character 35: a selector needs"},
		"MatcherRegexp": {"It does not compile.", `{job=~"("}`, "missing closing"},
		"LineRegexp":    {"It does not compile.", `{job="a"} |~ "("`, "missing closing"},
		"OrRegexp":      {"Nor does the second.", `{job="a"} |~ "a" or "("`, "missing closing"},
		"LabelRegexp":   {"It does not compile.", `{job="a"} | x=~"["`, "missing closing"},
		"Lookahead":     {"RE2 has none.", `{job="a"} |~ "(?!x)"`, "invalid or unsupported"},
		"Groups":        {"regexp names what it finds.", `{job="a"} | regexp "([0-9]+)"`, "no named group"},
		"Captures":      {"pattern names what it finds.", `{job="a"} | pattern "<_> x"`, "captures nothing"},
		"Template":      {"It is not closed.", `{job="a"} | line_format "{{.x"`, "unclosed action"},
		"Function":      {"Templates have no such function.", `{job="a"} | line_format "{{.x | shout}}"`, `"shout" not defined`},
		"LabelTemplate": {"A template as well.", `{job="a"} | label_format x="{{end}}"`, "unexpected {{end}}"},
		"NoUnwrap":      {"Of which number?", `sum_over_time({job="a"}[5m])`, "sum_over_time needs unwrap"},
		"Unwrap":        {"Lines are counted, not numbers.", `count_over_time({job="a"} | unwrap n [5m])`, "takes no unwrap"},
		"Grouping":      {"A rate is grouped by sum.", `rate({job="a"}[5m]) by (x)`, "rate takes no grouping"},
		"Topk":          {"How many?", `topk(sum by (x) (rate({job="a"}[5m])))`, "topk needs a number"},
		"Sum":           {"A sum has no number.", `sum(5, rate({job="a"}[5m]))`, "sum takes no number"},
		"Quantile":      {"Which quantile?", `quantile_over_time({job="a"} | unwrap n [5m])`, "quantile_over_time needs a number"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := ForTest(t, notChecked).Parse(tc.expression)
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("%s: got %v, want %q\nreason: %s", tc.expression, err, tc.want, tc.reason)
			}
		})
	}
}
