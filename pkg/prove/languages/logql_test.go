package languages

import "testing"

// rightLogs are queries that Grafana's grammar takes.
var rightLogs = []string{
	`{job="a", level=~"error|fatal", pod!~"x.*", app!="y"}`,
	`{job="a"} |= "x" != "y" |~ "(?i)z" !~ "[0-9]+"`,
	`{job="a"} |= "x" or "y"`,
	"{job=\"a\"} |~ `\\d+ ms`",
	`{job="a"} | json | logfmt | regexp "(?P<n>[0-9]+)" | pattern "<ip> - <_>"`,
	`{job="a"} | json a="b", c="d" | logfmt --strict | unpack | decolorize`,
	`{job="a"} | n > 5 and (m = "x" or d >= 5ms) | size < 20MB`,
	`{job="a"} | (a="b" or c!="d") | addr = ip("10.0.0.0/8") |= ip("10.0.0.1")`,
	`{job="a"} | line_format "{{.x | upper}} {{__line__}}" | label_format a=b, c="{{.d}}"`,
	`{job="a"} | drop a, b="c" | keep d`,
	`max_over_time({job="a"} | unwrap n | __error__="" [1h]) by (user)`,
	`quantile_over_time(0.99, {job="a"} | json | unwrap duration(d) [1m]) by (user)`,
	`topk(5, sum by (pod) (rate({job="a"} [5m] offset 1h))) / 2 > bool 1`,
	`sum(count_over_time({job="a"} != "x" [5m])) by (a) or vector(0)`,
	`(sum(rate({a="b"} |= "c" [5m])) / sum(rate({a="b"}[5m]))) * 100`,
	`label_replace(rate({a="b"}[5m]), "c", "$1", "d", "(.*)")`,
	`sum by (level) (count_over_time({app=~"$app", ns="${ns}"} |~ "$search" | json [$__auto]))`,
	`{$filter} |= "x"`,
	`$query`,
	`{job="ä"} |= "→" # a comment (`,
	`absent_over_time({job="a"}[5m])`,
	`vector(1)`,
	`sum(rate({a="b"} | json | status >= 500 and status != 503 [5m])) != 0`,
}

func TestRightLogs(t *testing.T) {
	for _, text := range rightLogs {
		if found := readLogQL(text); len(found) > 0 {
			t.Errorf("%s: got %v, want nothing", text, found)
		}
	}
}

func TestWrongLogs(t *testing.T) {
	cases := map[string]struct{ reason, text, want string }{
		"NoSelector":    {"A query begins with a selector.", `|= "error"`, `"|=": column 1: a log query selects streams first, such as {app="x"}`},
		"Braces":        {"A selector without a matcher.", `{}`, `"{": column 1: a selector needs a matcher that an empty value does not match`},
		"Operator":      {"There is no such operator.", `{job="a"} |? "error"`, `"?": column 12: a stage was expected behind |`},
		"DoubleEquals":  {"A matcher has one sign.", `{job=="a"}`, `"==": column 5: =, !=, =~ or !~ was expected`},
		"Unquoted":      {"A value is in quotes.", `{job=a}`, `"a": column 6: a value in quotes was expected`},
		"Stage":         {"There is no such stage.", `{job="a"} | jsn`, `"jsn": column 13: LogQL has no such stage; did you mean "json"?`},
		"LogUnwrap":     {"unwrap stands in a range.", `{job="a"} | unwrap n`, `"unwrap": column 13: unwrap stands in a range, such as sum_over_time(… | unwrap x [5m])`},
		"PromQL":        {"A metric is no stream.", `sum(rate(up[5m]))`, `"[": column 12: a range is of the lines of a selector, such as {app="x"}[5m]`},
		"PromFunction":  {"A function of Prometheus.", `increase({job="a"}[5m])`, `"increase": column 1: LogQL has no such function`},
		"NoRange":       {"A rate is of a range.", `sum(rate({job="a"}))`, `"rate": column 5: rate needs a range, such as [5m]`},
		"LooseRange":    {"A range is of a function.", `{job="a"}[5m]`, `"[": column 10: a range stands in a function over it, such as rate({…}[5m])`},
		"EmptyMatcher":  {"Every stream matches.", `{job=~".*"}`, `"{": column 1: a selector needs a matcher that an empty value does not match`},
		"EmptyValue":    {"So does a label that is not there.", `{job=""}`, `"{": column 1: a selector needs a matcher that an empty value does not match`},
		"OneOfTwo":      {"Each selector is judged.", `sum(rate({a="b"}[5m])) / sum(rate({a!="b"}[5m]))`, `"{": column 35: a selector needs a matcher that an empty value does not match`},
		"MatcherRegexp": {"It does not compile.", `{job=~"("}`, "\"\\\"(\\\"\": column 7: the regular expression does not compile: missing closing ): `^(?:()$`"},
		"LineRegexp":    {"It does not compile.", `{job="a"} |~ "("`, "\"\\\"(\\\"\": column 14: the regular expression does not compile: missing closing ): `(`"},
		"LabelRegexp":   {"It does not compile.", `{job="a"} | x!~"["`, "\"\\\"[\\\"\": column 16: the regular expression does not compile: missing closing ]: `[`"},
		"Groups":        {"regexp names what it finds.", `{job="a"} | regexp "([0-9]+)"`, `"\"([0-9]+)\"": column 20: regexp has no named group: it would find nothing; write (?P<name>…)`},
		"NoUnwrap":      {"Of which number?", `sum_over_time({job="a"}[5m])`, `"sum_over_time": column 1: sum_over_time needs unwrap, a number out of each line`},
		"Unwrap":        {"Lines are counted, not numbers.", `count_over_time({job="a"} | unwrap n [5m])`, `"count_over_time": column 1: count_over_time counts lines, and takes no unwrap`},
		"Grouping":      {"A rate is grouped by sum.", `rate({job="a"}[5m]) by (x)`, `")": column 19: rate takes no grouping; sum by (…) (rate(…))`},
		"Topk":          {"How many?", `topk(sum by (x) (rate({job="a"}[5m])))`, `"topk": column 1: topk needs a number first`},
		"LineFormat":    {"A template in quotes.", `{job="a"} | line_format a`, `"a": column 25: a template in quotes was expected`},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got := readLogQL(tc.text)
			if len(got) != 1 || got[0].String() != tc.want+" [language-query]" {
				t.Errorf("%s: got %v\nwant %s\nreason: %s", tc.text, got, tc.want, tc.reason)
			}
		})
	}
}
