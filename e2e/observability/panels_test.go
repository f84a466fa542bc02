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

// everyPanelAnswers asks what each panel about databases asks, in Grafana's
// words, and wants at least one series that has a value.
func everyPanelAnswers(t *testing.T, p *prometheus) {
	t.Helper()
	var report []string
	err := eventually(60*time.Second, func() error {
		var problems []string
		report, problems = ask(t, p)
		if len(problems) > 0 {
			return errors.New(strings.Join(problems, "\n"))
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

// ask asks everything once.
func ask(t *testing.T, p *prometheus) (report, problems []string) {
	t.Helper()
	n, asked := metricNames(t), map[string]bool{}
	for _, d := range dashboards(t) {
		var values map[string]string
		for _, q := range d.questions() {
			if q.source != "prometheus" || !n.about(q.expr) {
				continue
			}
			asked[q.String()] = true
			if values == nil {
				var err error
				if values, err = d.choose(p); errors.Is(err, errNoValues) {
					problems = append(problems, err.Error())
				} else if err != nil {
					t.Fatal(err)
				}
			}
			series, err := q.answer(p, values)
			if err != nil {
				t.Fatalf("%s: %v", q, err)
			}
			report = append(report, fmt.Sprintf("%5d  %s", series, q))
			problems = append(problems, q.problems(series)...)
		}
	}
	for q := range unanswered {
		if !asked[q] {
			problems = append(problems, q+" is excused, but does not exist")
		}
	}
	if len(report) == 0 {
		problems = append(problems, "no panel is about databases")
	}
	return report, problems
}

// problems are what is wrong with the number of series of a query.
func (q question) problems(series int) []string {
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
