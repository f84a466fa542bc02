// Package cases holds mistakes that somebody made, and things that are right and
// were refused: each must be found, or accepted, by the whole of loading and
// proving. What is not yet so stands in testdata/todo.txt:
//
//	go test ./internal/cases -v        # how many of each kind
//	go test ./internal/cases -update   # writes the list; read the diff
package cases

import (
	"flag"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/render"
)

var update = flag.Bool("update", false, "rewrite the list of what is to do")

// TestCases holds the list of what is to do to be exactly the cases that fail:
// one that begins to pass leaves it, and none is skipped in silence.
func TestCases(t *testing.T) {
	const list = "testdata/todo.txt"
	var todo []string
	for _, kind := range append(overridden(t), configured(t)) {
		failed := kind.failing(t)
		t.Logf("%-14s %3d of %3d", kind.name, len(kind.cases)-len(failed), len(kind.cases))
		todo = append(todo, failed...)
	}
	if *update {
		if err := os.WriteFile(list, []byte(strings.Join(todo, "")), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	data, err := os.ReadFile(list)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(slices.Collect(strings.Lines(string(data))), todo); diff != "" {
		t.Errorf("%s is not what fails: take out what passes now, mend what no longer does\n-list +fails:\n%s", list, diff)
	}
}

// kind is one sort of cases.
type kind struct {
	name  string
	cases []example
}

// example is a configuration, and whether what is found in it is right.
type example struct {
	name          string
	configuration string
	secrets       []string // may not be printed
	right         func(diag.List) bool
}

// failing are the cases that fail, one a line. That a secret is printed is no
// work to do, but a fault.
func (k kind) failing(t *testing.T) []string {
	t.Helper()
	var failed []string
	seen := map[string]bool{}
	for _, e := range k.cases {
		line := k.name + ": " + e.name + "\n"
		if seen[line] {
			t.Errorf("twice: %s", line)
		}
		seen[line] = true
		found := proved(t, e.configuration)
		if !e.right(found) || e.printed(found) {
			failed = append(failed, line)
			t.Logf("%s%v", line, found)
		}
	}
	return failed
}

// printed tells whether a finding prints what it may not.
func (e example) printed(found diag.List) bool {
	return slices.ContainsFunc(found, func(f diag.Finding) bool {
		return slices.ContainsFunc(e.secrets, func(s string) bool { return strings.Contains(f.String(), s) })
	})
}

const file = "platform.yaml"

// proved is what is found in a configuration.
func proved(t *testing.T, data string) diag.List {
	t.Helper()
	p, locate, findings := platform.LoadLocated(platform.Source{Name: file, Data: []byte(data)})
	if findings.Errors() > 0 {
		return findings
	}
	_, more, err := render.Prove(p, render.Options{Locate: locate})
	if err != nil {
		t.Fatalf("%v in\n%s", err, data)
	}
	return append(findings, more...)
}
