package observability

import (
	"strings"
	"testing"
)

// hidden are streams that no panel shows as long as nobody chooses anything,
// by their labels, each with the reason. A stream that is shown does not belong
// here.
var hidden = map[string]string{}

// nothingIsHidden wants every stream of a job that some panel lists to be
// listed by one, with Grafana's default choice: "All" must mean all.
func nothingIsHidden(t *testing.T, l answerer, asked []logQuestion, pushed []stream) {
	t.Helper()
	shown, jobs := shownBy(t, l, asked)
	for _, s := range pushed {
		name := identity(s.labels)
		reason, excused := hidden[name]
		lines := shown[name]
		switch {
		case !jobs[s.labels["job"]]: // nobody lists lines of this job
		case lines == 0 && !excused:
			t.Errorf("no panel shows the stream %s", name)
		case lines > 0 && excused:
			t.Errorf("the stream %s is shown, so that it needs no excuse", name)
		case excused:
			t.Logf("hidden: %s: %s", name, reason)
		}
	}
}

// shownBy is how many lines of each stream panels list, and of which jobs.
func shownBy(t *testing.T, l answerer, asked []logQuestion) (lines map[string]int, jobs map[string]bool) {
	t.Helper()
	lines, jobs = map[string]int{}, map[string]bool{}
	for _, q := range asked {
		results, err := l.query(q.expression, q.instant)
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range results {
			if r.Stream != nil { // lines, not numbers
				lines[identity(r.Stream)] += len(r.Values)
				jobs[r.Stream["job"]] = true
			}
		}
	}
	return lines, jobs
}

// identity is a stream by the labels that Alloy gives it: queries and Loki add
// others.
func identity(labels map[string]string) string {
	var parts []string
	for _, label := range []string{"job", "database_cluster", "level", "host", "namespace", "pod", "container"} {
		if value := labels[label]; value != "" {
			parts = append(parts, label+"="+value)
		}
	}
	return strings.Join(parts, " ")
}
