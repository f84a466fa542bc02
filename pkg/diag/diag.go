// Package diag is what every stage says when something is wrong: one Finding
// each, collected into a List, sorted and printed once at the end.
package diag

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
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

// MarshalText makes a Severity its word in a report.
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads the word of a report.
func (s *Severity) UnmarshalText(text []byte) error {
	switch string(text) {
	case "error":
		*s = Error
	case "warning":
		*s = Warning
	default:
		return fmt.Errorf("no such severity: %q", text)
	}
	return nil
}

// Where is the place to mend, as precisely as the finder knows it. Every part
// may be empty.
type Where struct {
	// File is a file that somebody wrote, as the user named it: the
	// configuration, or the source of a component.
	File string `json:"file,omitempty"`
	// Line counts from 1; 0 is unknown.
	Line int `json:"line,omitempty"`
	// Column counts from 1; 0 is unknown.
	Column int `json:"column,omitempty"`
	// Path is the field in the configuration: spec.environments[0].region.
	Path string `json:"path,omitempty"`
}

// String is file:line:column, as far as it is known.
func (w Where) String() string {
	at := w.File
	if at != "" && w.Line > 0 {
		at += fmt.Sprintf(":%d", w.Line)
		if w.Column > 0 {
			at += fmt.Sprintf(":%d", w.Column)
		}
	}
	return at
}

// Subject is what is wrong where nobody wrote it: an object or release that was
// made from the configuration. Every part may be empty.
type Subject struct {
	// Object is the identity: Deployment.apps demo/frontend, release loki.
	Object string `json:"object,omitempty"`
	// Path is the field of the object: spec.template.spec.
	Path string `json:"path,omitempty"`
	// File is the file of the rendered tree that holds the object, or would.
	File string `json:"file,omitempty"`
}

// Code is a stable kebab-case identifier of a sort of finding:
// config-unknown-key.
type Code string

// Finding is one thing that is wrong: where to mend it, what it was found in,
// and how to mend it.
type Finding struct {
	// Code tells what sort of finding it is.
	Code Code `json:"code"`
	// Severity tells whether the finding stops the run.
	Severity Severity `json:"severity"`
	// Where is the place to mend.
	Where Where `json:"where,omitzero"`
	// Subject is what is wrong, where that is something rendered.
	Subject Subject `json:"subject,omitzero"`
	// Value is the offending value as written; empty when there is none.
	Value string `json:"value,omitempty"`
	// Message is what is wrong, or what must hold, in one clause.
	Message string `json:"message"`
	// Remedy is how to mend it; empty when the message says it all.
	Remedy string `json:"remedy,omitempty"`
}

// String is the finding on one line, like a compiler's: the place to mend, that
// it is only a warning, what it was found in, the value, the message, the
// remedy, the rendered file and the code.
func (f Finding) String() string {
	var b strings.Builder
	for _, part := range f.place() {
		if part != "" {
			b.WriteString(oneLine(part) + ": ")
		}
	}
	if f.Severity == Warning {
		b.WriteString("warning: ")
	}
	if f.Value != "" {
		fmt.Fprintf(&b, "%q: ", f.Value)
	}
	b.WriteString(oneLine(f.Message))
	if f.Remedy != "" {
		b.WriteString("; " + oneLine(f.Remedy))
	}
	if f.Subject.File != "" {
		b.WriteString("; in " + oneLine(f.Subject.File))
	}
	fmt.Fprintf(&b, " [%s]", oneLine(string(f.Code)))
	return inert(b.String())
}

// command is what a runner of GitHub obeys in a log: ::warning::, and of old
// ##[warning].
var command = regexp.MustCompile(`::([a-z-]+[^:]*::)`)

// inert is a line that no runner obeys.
func inert(line string) string {
	if strings.Contains(line, "::") {
		line = command.ReplaceAllString(line, `:\x3a$1`)
	}
	return strings.ReplaceAll(line, "##[", `#\x23[`)
}

// place is what stands before the colons. The field in the configuration is
// left out where a line and the field of a release tell the same.
func (f Finding) place() []string {
	path := f.Where.Path
	if f.Where.Line > 0 && f.Subject.Path != "" {
		path = ""
	}
	return []string{f.Where.String(), path, f.Subject.Object, f.Subject.Path}
}

// oneLine is a text with everything escaped that a terminal would obey: line
// ends, control characters, marks that turn the direction of writing.
func oneLine(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return !unicode.IsPrint(r) || r == utf8.RuneError }) {
		return s
	}
	var b strings.Builder
	for i, r := range s {
		switch _, size := utf8.DecodeRuneInString(s[i:]); {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case unicode.IsPrint(r):
			b.WriteRune(r)
		default:
			quoted := strconv.QuoteRune(r)
			b.WriteString(quoted[1 : len(quoted)-1])
		}
	}
	return b.String()
}

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
