package observability

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"seamark.dev/seamark/e2e/internal/process"
	"seamark.dev/seamark/e2e/internal/tools"
	"seamark.dev/seamark/internal/lokitest"
)

// logQuestion is a LogQL query and where it stands.
type logQuestion struct {
	at, expression string
	instant        bool
}

// answerer answers LogQL: Loki, or what computes the same.
type answerer interface {
	query(expression string, instant bool) ([]logResult, error)
	labelValues(label, selector string) ([]string, error)
}

// TestLogs asks everything that dashboards and documents ask of lines as Alloy
// labels them. The answers are computed by package logql.
func TestLogs(t *testing.T) {
	t.Parallel()
	r := rendered(t)
	sent := r.streams(t)
	lines := computed(t, sent)
	asked := askedByPanels(t, r, lines)
	t.Run("Answers", func(t *testing.T) { answers(t, lines, 0, append(documented(t, r), asked...)) })
	t.Run("NothingIsHidden", func(t *testing.T) { nothingIsHidden(t, lines, asked, sent) })
}

// TestLogsOfLoki pushes the same lines to Loki, asks the same, compares each
// answer with the computed one, and asks again of a Loki that was started anew
// with nothing but the object store.
func TestLogsOfLoki(t *testing.T) {
	t.Parallel()
	program := lokitest.Program(t, "whether Loki answers what dashboards and documents ask, from its bucket as well, and its own metrics")
	r := rendered(t)
	s3 := startS3(t, lokiValues(t, r)[0])
	first := startLoki(t, program, "loki", filepath.Join(t.TempDir(), "loki"), s3)
	pushed := r.streams(t)
	first.push(t, pushed)
	asked := askedByPanels(t, r, first)
	questions := append(documented(t, r), asked...)
	t.Run("Answers", func(t *testing.T) { answers(t, first, 60*time.Second, questions) })
	t.Run("AsComputed", func(t *testing.T) { asComputed(t, first, computed(t, pushed), questions) })
	t.Run("NothingIsHidden", func(t *testing.T) { nothingIsHidden(t, first, asked, pushed) })
	t.Run("Metrics", func(t *testing.T) { first.measured(t, pushed) })
	first.stop(t)
	again := startLoki(t, program, "loki-again", filepath.Join(t.TempDir(), "loki"), s3)
	t.Run("AnswersFromS3", func(t *testing.T) { answers(t, again, 60*time.Second, questions) })
}

// startS3 runs the stand-in for Spaces with the bucket that Loki wants. It ends
// after Loki, which cannot end without it.
func startS3(t *testing.T, values anyMap) int {
	t.Helper()
	port := freePort(t)
	bucket := fmt.Sprint(values["loki"].(anyMap)["storage"].(anyMap)["bucketNames"].(anyMap)["chunks"])
	start(t, "gofakes3", process.Command{Program: built(t, tools.FakeS3), Args: []string{"-listen", address(port), "-bucket", bucket}}).
		await(t, "it listens", listening(port))
	return port
}

// answers wants a stream or a series for each question.
func answers(t *testing.T, l answerer, patience time.Duration, questions []logQuestion) {
	t.Helper()
	var report []string
	err := eventually(patience, func() error {
		var findings []string
		report = nil
		for _, q := range questions {
			found, err := l.query(q.expression, q.instant)
			if err != nil {
				return fmt.Errorf("%s: %s: %w", q.at, q.expression, err)
			}
			report = append(report, fmt.Sprintf("%5d  %s: %s", len(found), q.at, q.expression))
			if len(found) == 0 {
				findings = append(findings, fmt.Sprintf("%s has no answer: %s", q.at, q.expression))
			}
		}
		if len(findings) > 0 {
			return errors.New(strings.Join(findings, "\n"))
		}
		return nil
	})
	text := strings.Join(report, "\n") + "\n"
	file := write(t, filepath.Join(t.ArtifactDir(), "logs.txt"), text)
	t.Logf("streams or series of each query, also in %s:\n%s", file, text)
	if err != nil {
		t.Error(err)
	}
}

var (
	code = regexp.MustCompile("`([^`\n]+)`")
	// selector begins a LogQL query: no metric stands before its brace.
	selector = regexp.MustCompile(`(?:^|[\s(]){\s*\w+\s*(?:=|!=|=~|!~)\s*"`)
)

// documented are the queries in the documents of the repository that is
// rendered, and of the project.
func documented(t *testing.T, r repositoryOf) []logQuestion {
	t.Helper()
	var all []logQuestion
	for _, f := range r.files {
		if filepath.Ext(f.Path) == ".md" {
			all = append(all, logQL(f.Path, string(f.Data))...)
		}
	}
	if len(all) == 0 {
		t.Error("the rendered documents show no LogQL")
	}
	docs, err := inProject("docs")
	if err != nil {
		t.Fatal(err)
	}
	err = filepath.WalkDir(docs, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".md" {
			return err
		}
		text, err := os.ReadFile(path)
		all = append(all, logQL(filepath.Base(path), string(text))...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// logQL are the queries in a document: code in a line, or a line of a block.
func logQL(name, text string) []logQuestion {
	var all []logQuestion
	block := false
	for number, line := range strings.Split(text, "\n") {
		var candidates []string
		switch {
		case strings.HasPrefix(strings.TrimSpace(line), "```"):
			block = !block
		case block:
			candidates = []string{strings.TrimSpace(line)}
		default:
			for _, m := range code.FindAllStringSubmatch(line, -1) {
				candidates = append(candidates, strings.ReplaceAll(m[1], `\|`, "|")) // as tables need it
			}
		}
		for _, c := range candidates {
			if selector.MatchString(c) {
				all = append(all, logQuestion{at: fmt.Sprintf("%s:%d", name, number+1), expression: c})
			}
		}
	}
	return all
}

// askedByPanels are the queries of all panels that ask Loki, with Grafana's
// default choice of every variable.
func askedByPanels(t *testing.T, r repositoryOf, l answerer) []logQuestion {
	t.Helper()
	var all []logQuestion
	for _, d := range dashboards(t) {
		questions := d.questions("loki")
		if len(questions) == 0 {
			continue
		}
		values := map[string]string{"__auto": "5m", "__interval": "5m", "__range": "1h", "__range_s": "3600", "__rate_interval": "5m"}
		for _, v := range d.Templating.List {
			value, err := v.ofLogs(l, values, r.env.Name)
			if err != nil {
				t.Fatalf("%s, variable %s: %v", d.Title, v.Name, err)
			}
			values[v.Name] = value
		}
		for _, q := range questions {
			expression, err := fill(q.expr, values)
			if err != nil {
				t.Fatalf("%s: %v", q, err)
			}
			all = append(all, logQuestion{q.String(), expression, q.kind == "instant"})
		}
	}
	if len(all) == 0 {
		t.Error("no panel asks Loki")
	}
	return all
}

// ofLogs is the default choice. What a dashboard takes from Prometheus here is
// the environment only.
func (v variable) ofLogs(l answerer, values map[string]string, environment string) (string, error) {
	switch {
	case v.Type == "datasource", v.Type == "textbox":
		return "", nil
	case v.AllValue != "":
		return v.AllValue, nil
	case v.Datasource.Type == "prometheus" && v.Name == "environment":
		return environment, nil
	case v.Datasource.Type != "loki":
		return "", fmt.Errorf("this test does not know %s", v.Query)
	}
	label, selector := v.labelOfStreams()
	filled, err := fill(selector, values)
	if err != nil {
		return "", err
	}
	var found []string
	err = eventually(30*time.Second, func() error {
		if found, err = l.labelValues(label, filled); err == nil && len(found) == 0 {
			return fmt.Errorf("%w: %s of %s", errNoValues, label, filled)
		}
		return err
	})
	return regexOf(found), err
}

func TestLogQL(t *testing.T) {
	cases := map[string]struct {
		reason, text string
		want         []string
	}{
		"Inline": {"code in a sentence", "look at `{job=\"a\"}`, not at `up{job=\"a\"}`", []string{`{job="a"}`}},
		"Table":  {"a pipe in a table is escaped", "| x | `{job=\"a\"} \\|= \"b\"` |", []string{`{job="a"} |= "b"`}},
		"Block":  {"a line of a block", "```logql\nsum(rate({job=\"a\"}[5m]))\n```", []string{`sum(rate({job="a"}[5m]))`}},
		"None":   {"templates and PromQL are something else", "`{{index .data}}` `sum(up{a=\"b\"})` {a=\"b\"}", nil},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, q := range logQL("x.md", tc.text) {
				got = append(got, q.expression)
			}
			unexpected(t, tc.reason, tc.want, got)
		})
	}
}
