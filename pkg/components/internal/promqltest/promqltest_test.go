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

func TestFinding(t *testing.T) {
	cases := map[string]struct{ reason, expression, want string }{
		"Fine":     {"Everything pairs up.", `sum(rate(a{b="("}[5m]))`, ""},
		"Open":     {"The outer bracket has no end.", `sum(rate(a[5m])`, "a ( is not closed"},
		"Close":    {"There is nothing to close.", `a)`, "a ) closes nothing"},
		"Crossed":  {"Brackets may not cross.", `(a[5m)]`, "a ) closes nothing"},
		"Unquoted": {"A string must end.", `a{b="c}`, "a quote is not closed"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if got := Finding(tc.expression); got != tc.want {
				t.Errorf("%s got %q, want %q", tc.reason, got, tc.want)
			}
		})
	}
}

func TestFindings(t *testing.T) {
	catalogue := Load(t, "postgres-exporter", "redis-exporter", Cilium)
	cases := map[string]struct {
		reason, expression string
		want               []string
	}{
		"Fine":    {"All of it exists.", `sum by (datname) (pg_locks_count{mode="x", database_cluster="y"})`, nil},
		"Metric":  {"The exporter calls it pg_replication_lag_seconds.", `pg_replication_lag + pg_up`, []string{"nothing exports pg_replication_lag"}},
		"Matcher": {"Locks have no state.", `pg_locks_count{state="x"}`, []string{"pg_locks_count has no label state"}},
		"Clause":  {"Nor can they be summed by one.", `sum by (mode, state) (pg_locks_count)`, []string{"pg_locks_count has no label state"}},
		"Unknown": {"Of some metrics only the name is known.", `sum by (x) (cilium_ip_addresses)`, nil},
		"Either":  {"One of the metrics has it.", `sum by (cmd) (pg_up or redis_commands_total)`, nil},
		"None":    {"A number is no query.", `1 + 1`, []string{"it reads no metric"}},
		"Broken":  {"Brackets come first.", `sum(pg_up`, []string{"a ( is not closed"}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, catalogue.Findings(tc.expression)); diff != "" {
				t.Errorf("%s -want +got:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestUnitFinding(t *testing.T) {
	cases := map[string]struct {
		reason, unit, expression string
		wrong                    bool
	}{
		"Rate":       {"A rate of a counter is per second.", "reqps", `sum by (a) (rate(a_total{b="c"}[5m]))`, false},
		"RateBytes":  {"Bytes per second are no bytes.", "bytes", `rate(a_bytes_total[5m])`, true},
		"Traffic":    {"Bytes per second have a unit.", "Bps", `rate(net_bytes_recv[5m])`, false},
		"Bytes":      {"Bytes are bytes.", "bytes", `sum(pg_database_size_bytes)`, false},
		"BytesShort": {"A size is unreadable as a plain number.", "short", `sum(pg_database_size_bytes)`, true},
		"Seconds":    {"An age is in seconds.", "s", `time() - a_start_time_seconds`, false},
		"Share":      {"A quotient is from 0 to 1.", "percent", `a / b`, true},
		"Percent":    {"Telegraf counts to 100.", "percentunit", `disk_used_percent{path="/"}`, true},
		"Quantile":   {"Envoy measures milliseconds.", "s", `histogram_quantile(0.9, sum by (le) (rate(envoy_cluster_external_upstream_rq_time_bucket[5m])))`, true},
		"Count":      {"What is counted has no unit, whatever it is.", "short", `count(a_bytes > 3)`, false},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if got := UnitFinding(tc.unit, tc.expression); (got != "") != tc.wrong {
				t.Errorf("%s Got %q.", tc.reason, got)
			}
		})
	}
}

func TestLogFindings(t *testing.T) {
	cases := map[string]struct {
		reason, query string
		want          []string
	}{
		"Fine":     {"All labels are of database lines.", `sum by (level) (rate({job="database-logs", level=~"err|crit"} |= "x" [5m]))`, nil},
		"Job":      {"The events' job is kubernetes-events.", `{job="loki.source.kubernetes_events"}`, []string{"no line has the job loki.source.kubernetes_events"}},
		"Label":    {"Databases are in no namespace.", `{job="database-logs", namespace="x"}`, []string{`lines of the job "database-logs" have no label namespace`}},
		"Selector": {"A filter alone selects nothing.", `|= "x"`, []string{"there is no stream selector"}},
		"Pods":     {"Lines of containers have a job each.", `{namespace="demo", container="server"}`, nil},
		"Metadata": {"What is sent with a line may be asked for behind the selector.", `max by (db) (max_over_time({job="database-logs"} | duration_ms > 100 and user="u" | unwrap duration_ms [5m]))`, nil},
		"Stream":   {"It is no label of the stream.", `{job="database-logs", user="u"}`, []string{`lines of the job "database-logs" have no label user`}},
		"Filter":   {"A filter on what no line has answers nothing.", `{job="database-logs"} |= "| x = y" | duration > 100 | unwrap took`, []string{"no line has duration", "no line has took"}},
		"Parser":   {"A parser brings labels of its own.", `{job="kubernetes-events"} | json | reason="BackOff"`, nil},
		"Empty":    {"Loki wants one matcher that excludes something.", `{namespace=~".*"}`, []string{"Loki refuses a selector in which no matcher excludes the empty value"}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, LogFindings(tc.query)); diff != "" {
				t.Errorf("%s -want +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// Every list says where its names come from, or nobody could renew it.
func TestListsHaveAnOrigin(t *testing.T) {
	for _, name := range all() {
		raw, err := files.ReadFile("names/" + name + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		head, metrics := parse(string(raw))
		for _, key := range []string{"exporter", "version", "origin", "target-labels"} {
			if head[key] == "" {
				t.Errorf("%s: no %s", name, key)
			}
		}
		if len(metrics) == 0 {
			t.Errorf("%s is empty", name)
		}
	}
}
