// Package diag is what every stage says when something is wrong: one Finding
// each, collected into a List, sorted and printed once at the end.
package diag

import "fmt"

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
	// Environments are the names of those that have what stands in spec.defaults or
	// in a file of the user's, separated by a comma and a space. It is empty for all
	// else.
	Environments string `json:"environments,omitempty"`
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
