package diag

import (
	"cmp"
	"slices"
	"strings"
)

// List collects findings. The zero value is ready to use.
type List []Finding

// Add appends one finding.
func (l *List) Add(f Finding) { *l = append(*l, f) }

// Sorted is a copy in the order a reader wants: by the place to mend, then by
// what it was found in, then by code and text.
func (l List) Sorted() List {
	sorted := slices.Clone(l)
	slices.SortStableFunc(sorted, func(a, b Finding) int {
		return cmp.Or(
			cmp.Compare(a.Where.File, b.Where.File),
			cmp.Compare(a.Where.Line, b.Where.Line),
			cmp.Compare(a.Where.Column, b.Where.Column),
			cmp.Compare(a.Where.Path, b.Where.Path),
			cmp.Compare(a.Subject.File, b.Subject.File),
			cmp.Compare(a.Subject.Object, b.Subject.Object),
			cmp.Compare(a.Subject.Path, b.Subject.Path),
			cmp.Compare(a.Code, b.Code),
			cmp.Compare(a.Value, b.Value),
			cmp.Compare(a.Message, b.Message),
		)
	})
	return sorted
}

// Errors counts the findings that stop the run.
func (l List) Errors() int {
	n := 0
	for _, f := range l {
		if f.Severity != Warning { // as it is worded
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
