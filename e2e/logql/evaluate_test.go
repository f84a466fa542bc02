package logql

import (
	"errors"
	"slices"
	"strings"
	"testing"
)

// lines are those of the tests: a database, an event, and a container.
var lines = []Line{
	{map[string]string{"job": "db", "level": "error"}, map[string]string{"user": "a"}, "FATAL: Deadlock after 12.5 ms"},
	{map[string]string{"job": "db", "level": "info"}, map[string]string{"user": "b", "ms": "7"}, "LOG: done after 7 ms"},
	{map[string]string{"job": "db", "level": "info"}, map[string]string{"user": "b", "ms": "x"}, "LOG: never done"},
	{map[string]string{"job": "event"}, nil, `{"type":"Warning","job":"y","count":3,"by":{"node.name":"n"},"list":[1]}`},
	{map[string]string{"job": "pod", "pod": "p"}, nil, "no JSON"},
}

func TestFind(t *testing.T) {
	cases := map[string]struct {
		reason, expression string
		want               []string // LABELS: LINES
	}{
		"Equal":       {"One value.", `{level="error"}`, []string{`{job="db", level="error", user="a"}: FATAL: Deadlock after 12.5 ms`}},
		"Whole":       {"A regular expression matches a whole value.", `{level=~"err"}`, nil},
		"Alternative": {"Or one of several.", `{level=~"err|error"}`, []string{`{job="db", level="error", user="a"}: FATAL: Deadlock after 12.5 ms`}},
		"Missing":     {"A label that is not there is empty.", `{job=~".+", level=""} |= "JSON"`, []string{`{job="pod", pod="p"}: no JSON`}},
		"Metadata":    {"A selector does not see metadata.", `{job="db", user="a"}`, nil},
		"Filter":      {"A filter does.", `{job="db"} | user="a"`, []string{`{job="db", level="error", user="a"}: FATAL: Deadlock after 12.5 ms`}},
		"Part":        {"A line filter matches a part, in one case.", `{job="db"} |~ "dead"`, nil},
		"Case":        {"Or in any.", `{job="db"} |~ "(?i)dead"`, []string{`{job="db", level="error", user="a"}: FATAL: Deadlock after 12.5 ms`}},
		"Not":         {"All filters hold.", `{job="db"} |= "done" != "never"`, []string{`{job="db", level="info", ms="7", user="b"}: LOG: done after 7 ms`}},
		"Or":          {"One of two words.", `{job="db"} |= "Deadlock" or "never" | level="error"`, []string{`{job="db", level="error", user="a"}: FATAL: Deadlock after 12.5 ms`}},
		"Number":      {"A number is compared; what is none passes, marked; what is missing does not.", `{job="db"} | ms > 7`, []string{`{__error__="LabelFilterErr", job="db", level="info", ms="x", user="b"}: LOG: never done`}},
		"And":         {"Both.", `{job="db"} | ms >= 7 and __error__=""`, []string{`{job="db", level="info", ms="7", user="b"}: LOG: done after 7 ms`}},
		"Either":      {"One of both.", `{job="db"} | level="error" or user="nobody"`, []string{`{job="db", level="error", user="a"}: FATAL: Deadlock after 12.5 ms`}},
		"Format":      {"A line of labels; the stream's job stays.", `{job="event"} | json | line_format "{{.type}} {{.count}} {{.by_node_name}} {{.job}} {{.job_extracted}} {{.none}}"`, []string{`{by_node_name="n", count="3", job="event", job_extracted="y", type="Warning"}: Warning 3 n event y `}},
		"NoJSON":      {"The line stays, marked.", `{job="pod"} | json`, []string{`{__error__="JSONParserErr", job="pod", pod="p"}: no JSON`}},
		"Rate":        {"A series for each set of labels.", `rate({job="db"}[5m])`, []string{`{job="db", level="error", user="a"}: `, `{job="db", level="info", ms="7", user="b"}: `, `{job="db", level="info", ms="x", user="b"}: `}},
		"By":          {"Fewer of them.", `sum by (level) (rate({job="db"}[5m]))`, []string{`{level="error"}: `, `{level="info"}: `}},
		"Without":     {"By what is left.", `sum without (user, ms, job) (rate({job="db"}[5m]))`, []string{`{level="error"}: `, `{level="info"}: `}},
		"Sum":         {"One of all.", `sum(count_over_time({job=~".+"}[5m]))`, []string{`{}: `}},
		"SumOfNone":   {"Of nothing none.", `sum(count_over_time({job="none"}[5m]))`, nil},
		"Topk":        {"At most as many.", `topk(1, sum by (level) (rate({job="db"}[5m])))`, []string{`{level="error"}: `}},
		"Times":       {"A number changes no label.", `1000 * sum by (level) (rate({job="db"}[5m]))`, []string{`{level="error"}: `, `{level="info"}: `}},
		"Unwrap":      {"A number out of the line.", `max_over_time({job="db"} | regexp "after (?P<took>[0-9.]+) ms" | unwrap took [5m]) by (user)`, []string{`{user="a"}: `, `{user="b"}: `}},
		"Unwrapped":   {"What is no number is filtered; the number is no label.", `sum_over_time({job="db"} | unwrap ms | __error__="" [5m])`, []string{`{job="db", level="info", user="b"}: `}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			tree, err := ForTest(t, notChecked).Parse(tc.expression)
			if err != nil {
				t.Fatal(err)
			}
			found, err := tree.Find(lines)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range found {
				got = append(got, Labels(f.Labels)+": "+strings.Join(f.Lines, "|"))
			}
			if !slices.Equal(got, tc.want) {
				t.Errorf("%s: %s\ngot  %q\nwant %q", tc.reason, tc.expression, got, tc.want)
			}
		})
	}
}

// TestFindRefuses: the evaluator does not guess, and a query for numbers fails
// of a line that has none, as Loki's does.
func TestFindRefuses(t *testing.T) {
	cases := map[string]struct {
		reason, expression string
		unknown            bool
	}{
		"Logfmt":   {"A parser that it does not know.", `{job="db"} | logfmt`, true},
		"JSONPath": {"A use of one that it does not know.", `{job="db"} | json x="a"`, true},
		"IP":       {"A filter that it does not know.", `{job="db"} |= ip("10.0.0.0/8")`, true},
		"Binary":   {"Numbers are not computed.", `sum(rate({job="db"}[5m])) > 1`, true},
		"Compared": {"Nor behind a factor.", `2 * sum(rate({job="db"}[5m])) > 1`, true},
		"Product":  {"Series are not matched.", `sum(rate({job="db"}[5m])) * sum(rate({job="pod"}[5m]))`, true},
		"Numbers":  {"A number is no series.", `2 * 3`, true},
		"Duration": {"Nor units.", `{job="db"} | ms > 5ms`, true},
		"Function": {"Nor functions of templates.", `{job="db"} | line_format "{{.user | upper}}"`, true},
		"NoNumber": {"A label is no number.", `sum_over_time({job="db"} | unwrap ms [5m])`, false},
		"NoJSON":   {"A line is no JSON.", `sum(rate({job="pod"} | json [5m]))`, false},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			tree, err := ForTest(t, notChecked).Parse(tc.expression)
			if err != nil {
				t.Fatal(err)
			}
			if found, err := tree.Find(lines); err == nil || errors.Is(err, errUnknown) != tc.unknown {
				t.Errorf("%s: %s: got %v, %v", tc.reason, tc.expression, found, err)
			}
		})
	}
}
