package observability

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// ofDatabases are the lists of metrics that describe databases.
var ofDatabases = []string{"postgres-exporter", "redis-exporter", "mysql-exporter", "telegraf"}

// everywhere begin the names of metrics that every program in Go gives of
// itself: to read them does not mean to read of a database.
var everywhere = []string{"go_", "process_", "promhttp_", "scrape_", "up"}

// ofLogs is the list of metrics that describe Loki.
var ofLogs = []string{"loki"}

// names tells which metrics are about a subject, and which are not; known are
// all of them, with those that every program has.
type names struct{ subject, others, known map[string]bool }

// metricNames knows every name of every list, those of the subject's lists and
// the others, and the recording rules: one that reads nothing but metrics of
// the subject is one itself.
func metricNames(t *testing.T, lists []string) names {
	t.Helper()
	n := names{map[string]bool{}, map[string]bool{}, map[string]bool{}}
	dir, err := inProject("pkg", "components", "internal", "promqltest", "names")
	if err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		list := strings.TrimSuffix(entry.Name(), filepath.Ext(entry.Name()))
		for name := range metricsOf(t, list) {
			n.known[name] = true
			switch {
			case slices.ContainsFunc(everywhere, func(prefix string) bool { return strings.HasPrefix(name, prefix) }):
			case slices.Contains(lists, list):
				n.subject[name] = true
			default:
				n.others[name] = true
			}
		}
	}
	for _, group := range rules(t) {
		for _, r := range group.Rules {
			if r.Record != "" {
				n.known[r.Record] = true
			}
			if r.Record != "" && n.about(r.Expr.String()) {
				n.subject[r.Record] = true
				delete(n.others, r.Record)
			}
		}
	}
	return n
}

// about tells whether an expression is about the subject and nothing else.
func (n names) about(expression string) bool {
	return len(mentions(expression, n.subject)) > 0 && len(mentions(expression, n.others)) == 0
}

func TestNames(t *testing.T) {
	n := metricNames(t, ofDatabases)
	cases := map[string]struct {
		reason, expression string
		want               bool
	}{
		"PostgreSQL": {"a metric of an exporter", `sum(pg_up{namespace="demo"})`, true},
		"Machine":    {"a metric of the machine", "mem_used_percent > 90", true},
		"Both":       {"a mixed expression needs the rest as well", "pg_up * on () group_left () kube_pod_info", false},
		"Runtime":    {"every program has it", "go_goroutines", false},
		"Quoted":     {"a word in a string is no metric", `up{job="pg_up"}`, false},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if got := n.about(tc.expression); got != tc.want {
				t.Errorf("%s: %s is about databases: %v", tc.reason, tc.expression, got)
			}
		})
	}
	if len(n.subject) < 400 || len(n.others) < 100 {
		t.Errorf("%d names of databases, %d others: the lists have not been read", len(n.subject), len(n.others))
	}
}
