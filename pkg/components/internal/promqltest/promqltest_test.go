package promqltest

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestMetrics(t *testing.T) {
	cases := map[string]struct {
		reason     string
		expression string
		want       []string
	}{
		"Plain": {"A name is a metric.", `pg_up`, []string{"pg_up"}},
		"Labels": {
			"Label names and values are none.",
			`sum by (job, le) (rate(a_total{job="x", le=~"y|{z}"}[$__rate_interval]))`, []string{"a_total"},
		},
		"Arithmetic": {
			"Both sides count, numbers and keywords do not.",
			`100 * a / on (job) group_left (version) b > bool 1e3 or c offset 5m`, []string{"a", "b", "c"},
		},
		"Function": {"What is called is a function.", `time() - histogram_quantile(0.9, x_bucket)`, []string{"x_bucket"}},
		"Quoted":   {"An escaped quote does not end a string.", `label_replace(a, "b", "\"c", "d", "e")`, []string{"a"}},
		"Grouping": {"A clause may follow its aggregation.", `sum(a) without (pod)`, []string{"a"}},
		"Repeated": {"A name counts once.", `a / (a + b)`, []string{"a", "b"}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, Metrics(tc.expression)); diff != "" {
				t.Errorf("%s -want +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestProblem(t *testing.T) {
	cases := map[string]struct{ reason, expression, want string }{
		"Fine":     {"Everything pairs up.", `sum(rate(a{b="("}[5m]))`, ""},
		"Open":     {"The outer bracket has no end.", `sum(rate(a[5m])`, "a ( is not closed"},
		"Close":    {"There is nothing to close.", `a)`, "a ) closes nothing"},
		"Crossed":  {"Brackets may not cross.", `(a[5m)]`, "a ) closes nothing"},
		"Unquoted": {"A string must end.", `a{b="c}`, "a quote is not closed"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if got := Problem(tc.expression); got != tc.want {
				t.Errorf("%s got %q, want %q", tc.reason, got, tc.want)
			}
		})
	}
}

func TestUnknown(t *testing.T) {
	got := Unknown(`pg_replication_lag + pg_up + redis_up`, PostgresExporter, RedisExporter)
	if diff := cmp.Diff([]string{"pg_replication_lag"}, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if got := Unknown(`pg_up`, PostgresExporter); len(got) != 0 {
		t.Errorf("got %v, want none", got)
	}
}
