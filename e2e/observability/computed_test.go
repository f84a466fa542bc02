package observability

import (
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/e2e/logql"
)

// computedLogs computes what Loki would answer of lines.
type computedLogs struct {
	parser *logql.Parser
	lines  []logql.Line
}

func computed(t *testing.T, all []stream) computedLogs {
	t.Helper()
	c := computedLogs{parser: logql.ForTest(t, "whether what dashboards and documents ask of logs finds anything")}
	for _, s := range all {
		for _, l := range s.lines {
			c.lines = append(c.lines, logql.Line{Labels: s.labels, Metadata: l.metadata, Text: l.text})
		}
	}
	return c
}

func (c computedLogs) query(expression string, _ bool) ([]logResult, error) {
	tree, err := c.parser.Parse(expression)
	if err != nil {
		return nil, err
	}
	found, err := tree.Find(c.lines)
	var results []logResult
	for _, f := range found {
		if f.Lines == nil {
			results = append(results, logResult{Metric: f.Labels})
			continue
		}
		r := logResult{Stream: f.Labels}
		for _, line := range f.Lines {
			r.Values = append(r.Values, [2]any{"", line})
		}
		results = append(results, r)
	}
	return results, err
}

func (c computedLogs) labelValues(label, selector string) ([]string, error) {
	found, err := c.query(selector, false)
	values := map[string]bool{}
	for _, f := range found {
		if f.Stream[label] != "" {
			values[f.Stream[label]] = true
		}
	}
	return slices.Sorted(maps.Keys(values)), err
}

// unshown is what has arrived of databases and no panel lists, as long as nobody
// chooses anything. Where there is nothing, the selectors of dashboards fit the
// labels that the configuration makes.
func unshown(t *testing.T, r repositoryOf, arrived []pushed) []string {
	t.Helper()
	var sent []stream
	for _, p := range arrived {
		sent = append(sent, stream{p.labels, []line{{p.line, p.metadata}}})
	}
	others := slices.DeleteFunc(r.streams(t), func(s stream) bool { return s.labels["job"] == "database-logs" })
	lines := computed(t, append(others, sent...))
	shown, _ := shownBy(t, lines, askedByPanels(t, r, lines))
	var missing []string
	for _, s := range sent {
		if shown[identity(s.labels)] == 0 {
			missing = append(missing, logql.Labels(s.labels))
		}
	}
	return missing
}

// TestUnshown: a label that no selector asks for is noticed.
func TestUnshown(t *testing.T) {
	r := rendered(t)
	labels := source{r.env.Name}.database("d", "postgres", "info")
	for label, value := range map[string]string{"": "", "job": "databases"} {
		arrived := []pushed{{labels: labels, line: "a line"}, {labels: maps.Clone(labels), line: "another"}}
		if label != "" {
			arrived[1].labels[label] = value
		}
		if got := unshown(t, r, arrived); (len(got) > 0) != (label != "") {
			t.Errorf("with the label %q changed, unshown are %q", label, got)
		}
	}
}

// ofLoki are labels that Loki adds by itself.
var ofLoki = []string{"detected_level", "service_name", "__error_details__"}

// texts are an answer as text: each line with its labels, or the labels of
// each series.
func texts(results []logResult) []string {
	var all []string
	for _, r := range results {
		labels := maps.Clone(r.Stream)
		if labels == nil {
			labels = maps.Clone(r.Metric)
		}
		maps.DeleteFunc(labels, func(name, _ string) bool { return slices.Contains(ofLoki, name) })
		if r.Stream == nil {
			all = append(all, logql.Labels(labels))
			continue
		}
		for _, v := range r.Values {
			all = append(all, logql.Labels(labels)+" "+v[1].(string))
		}
	}
	slices.Sort(all)
	return slices.Compact(all) // of what differs in Loki's labels alone
}

// asComputed wants Loki to answer each question as it is computed.
func asComputed(t *testing.T, l *loki, c computedLogs, questions []logQuestion) {
	t.Helper()
	for _, q := range questions {
		want, err := c.query(q.expression, q.instant)
		if err != nil {
			t.Errorf("%s: %s: %v", q.at, q.expression, err)
			continue
		}
		got, err := l.query(q.expression, q.instant)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(texts(want), texts(got)); diff != "" {
			t.Errorf("%s: %s (-computed +Loki):\n%s", q.at, q.expression, diff)
		}
	}
}
