package diag

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// Format is a way to print findings.
type Format string

// Text is for people, JSON for programs, GitHub for annotations on the lines of
// a pull request.
const (
	Text   Format = "text"
	JSON   Format = "json"
	GitHub Format = "github"
)

// Formats are all formats.
func Formats() []Format { return []Format{Text, JSON, GitHub} }

// Write prints the findings, sorted.
func (l List) Write(w io.Writer, format Format) error {
	switch format {
	case JSON:
		return l.writeJSON(w)
	case GitHub:
		return l.writeLines(w, Finding.annotation)
	}
	return l.writeLines(w, Finding.String)
}

func (l List) writeLines(w io.Writer, line func(Finding) string) error {
	for _, f := range l.Sorted() {
		if _, err := fmt.Fprintln(w, line(f)); err != nil {
			return err
		}
	}
	return nil
}

// report is the JSON form. Fields are added to it, never changed.
type report struct {
	APIVersion string   `json:"apiVersion"`
	Kind       string   `json:"kind"`
	Errors     int      `json:"errors"`
	Warnings   int      `json:"warnings"`
	Findings   []record `json:"findings"`
}

// record is a finding in a report.
type record struct {
	Code     string `json:"code"`
	Severity string `json:"severity"`
	File     string `json:"file,omitempty"`
	Line     int    `json:"line,omitempty"`
	Object   string `json:"object,omitempty"`
	Path     string `json:"path,omitempty"`
	Source   string `json:"source,omitempty"`
	Value    string `json:"value,omitempty"`
	Rule     string `json:"rule"`
	Remedy   string `json:"remedy,omitempty"`
}

func (l List) writeJSON(w io.Writer) error {
	r := report{APIVersion: "seamark.dev/v1alpha1", Kind: "Report", Errors: l.Errors(), Findings: []record{}}
	r.Warnings = len(l) - r.Errors
	for _, f := range l.Sorted() {
		r.Findings = append(r.Findings, record{
			Code: f.Code, Severity: f.Severity.String(),
			File: f.Where.File, Line: f.Where.Line, Object: f.Where.Object, Path: f.Where.Path, Source: f.Where.Source,
			Value: f.Value, Rule: f.Rule, Remedy: f.Remedy,
		})
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(r)
}

// annotation is the workflow command that GitHub shows beside a line: the line
// to mend, which is where the value was set if that is known.
func (f Finding) annotation() string {
	file, line := f.Where.File, f.Where.Line
	if source, number, ok := strings.Cut(f.Where.Source, ":"); ok {
		if n, err := strconv.Atoi(number); err == nil {
			file, line = source, n
		}
	}
	properties := []string{"title=" + escape(f.Code, true)}
	if file != "" {
		properties = append(properties, "file="+escape(file, true))
	}
	if line > 0 {
		properties = append(properties, fmt.Sprintf("line=%d", line))
	}
	return fmt.Sprintf("::%s %s::%s", f.Severity, strings.Join(properties, ","), escape(f.String(), false))
}

// escape writes what would end a workflow command or one of its properties.
func escape(s string, property bool) string {
	s = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
	if property {
		s = strings.NewReplacer(":", "%3A", ",", "%2C").Replace(s)
	}
	return s
}
