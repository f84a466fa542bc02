// Package diag is what every stage says when something is wrong: one Finding
// per problem, collected into a List, sorted and printed once at the end.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Severity tells whether a finding stops the run.
type Severity uint8

// An Error stops the run; a Warning is printed and the run goes on.
const (
	Error Severity = iota
	Warning
)

// String is the word printed before a finding.
func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// Where is the place of a finding, as precisely as the finder knows it.
// Every part may be empty.
type Where struct {
	File   string // as the user named it: platform.yaml, environments/…/helmrelease.yaml
	Line   int    // 1-based; 0 when unknown
	Object string // Kind namespace/name
	Path   string // field path: spec.environments[0].region
	Source string // who set the field: platform.yaml:31, pkg/components/loki/values.go:88
}

// String is file:line: path, whatever of it is known.
func (w Where) String() string {
	var parts []string
	switch {
	case w.File != "" && w.Line > 0:
		parts = append(parts, fmt.Sprintf("%s:%d", w.File, w.Line))
	case w.File != "":
		parts = append(parts, w.File)
	}
	if w.Object != "" {
		parts = append(parts, w.Object)
	}
	if w.Path != "" {
		parts = append(parts, w.Path)
	}
	return strings.Join(parts, ": ")
}

// Finding is one problem: where it is, what was found, which rule it breaks
// and how to mend it.
type Finding struct {
	Code     string // stable kebab-case identifier: config-unknown-key
	Severity Severity
	Where    Where
	Value    string // the offending value as written; empty when there is none
	Rule     string // what must hold, in one clause
	Remedy   string // how to mend it; empty when the rule says it all
}

// String is the finding on one line, like a compiler's: where it is, that it is
// only a warning, what was found, the rule, the remedy and the code.
func (f Finding) String() string {
	var b strings.Builder
	if at := f.Where.String(); at != "" {
		b.WriteString(at + ": ")
	}
	if f.Severity == Warning {
		b.WriteString("warning: ")
	}
	if f.Value != "" {
		fmt.Fprintf(&b, "%q: ", f.Value)
	}
	b.WriteString(f.Rule)
	if f.Remedy != "" {
		b.WriteString("; " + f.Remedy)
	}
	if f.Where.Source != "" {
		b.WriteString("; set by " + f.Where.Source)
	}
	fmt.Fprintf(&b, " [%s]", f.Code)
	return b.String()
}

// List collects findings. The zero value is ready to use.
type List []Finding

// Add appends one finding.
func (l *List) Add(f Finding) { *l = append(*l, f) }

// Sorted is a copy in the order a reader wants: file, line, path, code.
func (l List) Sorted() List {
	sorted := slices.Clone(l)
	slices.SortStableFunc(sorted, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(a.Where.File, b.Where.File),
			cmp.Compare(a.Where.Line, b.Where.Line),
			cmp.Compare(a.Where.Object, b.Where.Object),
			cmp.Compare(a.Where.Path, b.Where.Path),
			cmp.Compare(a.Code, b.Code),
			cmp.Compare(a.Value, b.Value),
		)
	})
	return sorted
}

// Errors counts the findings that stop the run.
func (l List) Errors() int {
	n := 0
	for _, f := range l {
		if f.Severity == Error {
			n++
		}
	}
	return n
}

// Err is nil when nothing in the list stops the run, and the list as an error
// otherwise.
func (l List) Err() error {
	if l.Errors() == 0 {
		return nil
	}
	return listError{l}
}

type listError struct{ List }

// Error prints every finding, sorted, one a line.
func (e listError) Error() string {
	lines := make([]string, 0, len(e.List))
	for _, f := range e.Sorted() {
		lines = append(lines, f.String())
	}
	return strings.Join(lines, "\n")
}
