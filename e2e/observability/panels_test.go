package observability

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// unanswered are the queries about databases that this world cannot answer:
// dashboard / panel / query, each with the reason. A query that answers does
// not belong here, and one that does not must be added by hand.
var unanswered = map[string]string{}

// everyPanelAnswers asks what each panel about the subject of the lists asks,
// in Grafana's words, and wants at least one series that has a value.
func everyPanelAnswers(t *testing.T, p *prometheus, lists []string, unanswered map[string]string) {
	t.Helper()
	var report []string
	err := eventually(60*time.Second, func() error {
		var findings []string
		report, findings = ask(t, p, metricNames(t, lists), unanswered)
		if len(findings) > 0 {
			return errors.New(strings.Join(findings, "\n"))
		}
		return nil
	})
	text := strings.Join(report, "\n") + "\n"
	file := write(t, filepath.Join(t.ArtifactDir(), "panels.txt"), text)
	t.Logf("series of each query, also in %s:\n%s", file, text)
	if err != nil {
		t.Error(err)
	}
}

// everyQueryIsUnderstood asks what all dashboards ask, whatever it is about:
// there may be no answer, but no error either.
func everyQueryIsUnderstood(t *testing.T, p *prometheus) {
	t.Helper()
	count := 0
	for _, d := range dashboards(t) {
		values := interval()
		for _, v := range d.Templating.List {
			values[v.Name] = ".*"
		}
		for _, q := range d.questions("prometheus") {
			if _, err := q.answer(p, values); err != nil {
				t.Errorf("%s: %v", q, err)
			}
			count++
		}
	}
	t.Logf("Prometheus understands %d queries", count)
	made := question{expr: "a_metric_that_nobody_exports"}
	if series, err := made.answer(p, nil); series != 0 || err != nil {
		t.Errorf("a metric that nobody exports has %d series (%v): every panel would pass", series, err)
	}
}

// ask asks everything once.
func ask(t *testing.T, p *prometheus, n names, unanswered map[string]string) (report, findings []string) {
	t.Helper()
	asked := map[string]bool{}
	for _, d := range dashboards(t) {
		var values map[string]string
		for _, q := range d.questions("prometheus") {
			if len(mentions(q.expr, n.known)) == 0 {
				findings = append(findings, fmt.Sprintf("%s reads nothing that any list of metrics knows: %s", q, q.expr))
			}
			if !n.about(q.expr) {
				continue
			}
			asked[q.String()] = true
			if values == nil {
				var err error
				if values, err = d.choose(p, n); errors.Is(err, errNoValues) {
					return nil, []string{err.Error()}
				} else if err != nil {
					t.Fatal(err)
				}
			}
			series, err := q.answer(p, values)
			if err != nil {
				t.Fatalf("%s: %v", q, err)
			}
			report = append(report, fmt.Sprintf("%5d  %s", series, q))
			findings = append(findings, q.findings(series, unanswered)...)
		}
	}
	for q := range unanswered {
		if !asked[q] {
			findings = append(findings, q+" is excused, but does not exist")
		}
	}
	if len(report) == 0 {
		findings = append(findings, "no panel is about this")
	}
	return report, findings
}

// findings are what is wrong with the number of series of a query.
func (q question) findings(series int, unanswered map[string]string) []string {
	_, excused := unanswered[q.String()]
	switch {
	case series == 0 && !excused:
		return []string{fmt.Sprintf("%s is empty: %s", q, q.expr)}
	case series > 0 && excused:
		return []string{fmt.Sprintf("%s is excused, but answers", q)}
	}
	return nil
}

// answer is how many series of the query have a value.
func (q question) answer(p *prometheus, values map[string]string) (int, error) {
	expression, err := fill(q.expr, values)
	if err != nil {
		return 0, err
	}
	found, err := p.query(expression)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", expression, err)
	}
	series := 0
	for _, s := range found {
		if s.value() != "NaN" {
			series++
		}
	}
	return series, nil
}
