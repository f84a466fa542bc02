package observability

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// ofDatabases are the lists of metrics that describe databases.
var ofDatabases = []string{"postgres-exporter", "redis-exporter", "telegraf"}

// everywhere begin the names of metrics that every program in Go gives of
// itself: to read them does not mean to read of a database.
var everywhere = []string{"go_", "process_", "promhttp_", "scrape_", "up"}

// names tells which metrics are about databases, and which are not.
type names struct{ databases, others map[string]bool }

// metricNames knows every name of every list, and the recording rules: one that
// reads nothing but metrics of databases is one itself.
func metricNames(t *testing.T) names {
	t.Helper()
	n := names{map[string]bool{}, map[string]bool{}}
	dir, err := inProject("pkg", "components", "internal", "promqltest", "names")
	if err != nil {
		t.Fatal(err)
	}
	lists, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range lists {
		list := strings.TrimSuffix(entry.Name(), filepath.Ext(entry.Name()))
		for name := range metricsOf(t, list) {
			switch {
			case slices.ContainsFunc(everywhere, func(prefix string) bool { return strings.HasPrefix(name, prefix) }):
			case slices.Contains(ofDatabases, list):
				n.databases[name] = true
			default:
				n.others[name] = true
			}
		}
	}
	for _, group := range rules(t) {
		for _, r := range group.Rules {
			if r.Record != "" && n.about(r.Expr.String()) {
				n.databases[r.Record] = true
				delete(n.others, r.Record)
			}
		}
	}
	return n
}

// about tells whether an expression is about databases and nothing else.
func (n names) about(expression string) bool {
	return len(mentions(expression, n.databases)) > 0 && len(mentions(expression, n.others)) == 0
}

func TestNames(t *testing.T) {
	n := metricNames(t)
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
	if len(n.databases) < 400 || len(n.others) < 100 {
		t.Errorf("%d names of databases, %d others: the lists have not been read", len(n.databases), len(n.others))
	}
}
