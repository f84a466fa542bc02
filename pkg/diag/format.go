package diag

import (
	"encoding/json"
	"fmt"
	"io"
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
		return l.Report().Write(w)
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

// ReportVersion is the version of the form of a Report. It changes when a
// field is taken away or gets another meaning; fields are added without.
const ReportVersion = "seamark.dev/v1alpha2"

// ReportKind is the kind of a Report.
const ReportKind = "Report"

// Report is the JSON form of findings, and of what a command of the program did.
// docs/report.schema.json is its JSON Schema.
type Report struct {
	// APIVersion is the version of this form.
	APIVersion string `json:"apiVersion"`
	// Kind is always Report.
	Kind string `json:"kind"`
	// Errors counts the findings that stop the run.
	Errors int `json:"errors"`
	// Warnings counts those that do not.
	Warnings int `json:"warnings"`
	// Findings are sorted as List.Sorted does it; never null.
	Findings []Finding `json:"findings"`
	// Command is the command of the program that ran: render, check. It is
	// empty if the arguments name none.
	Command string `json:"command,omitempty"`
	// ExitCode is that of the program: 0, 1 or 2.
	ExitCode *int `json:"exitCode,omitempty"`
	// Error is what ended the command, other than findings.
	Error string `json:"error,omitempty"`
	// Files are what the command found in the folder; and changed there,
	// unless it only compares or there are findings of severity error.
	Files *Files `json:"files,omitempty"`
	// Diff is the unified diff of command diff; of recover, that of the
	// configuration, which is written unless --dry-run is given.
	Diff string `json:"diff,omitempty"`
	// Recovered is what command recover looked for at DigitalOcean, in the
	// order of the configuration.
	Recovered []Recovered `json:"recovered,omitempty"`
	// Version is what command version tells.
	Version *Version `json:"version,omitempty"`
}

// Version is which build of the program it is.
type Version struct {
	// Seamark is the version of the program's module; (devel) of a build from
	// source.
	Seamark string `json:"seamark"`
	// Configuration is the apiVersion that the program reads.
	Configuration string `json:"configuration"`
	// Go is the version of Go that built it.
	Go string `json:"go"`
}

// Recovered is one thing that was looked for at DigitalOcean.
type Recovered struct {
	// Environment is the environment that it belongs to.
	Environment string `json:"environment"`
	// Kind is what it is: VPC, DOKS cluster, node pool, database, log sink,
	// bucket, Spaces key.
	Kind string `json:"kind"`
	// Name is what it is called at DigitalOcean.
	Name string `json:"name"`
	// State is what became of the search: found, known (the configuration has
	// its ID), by its name (it needs none), missing, ambiguous, differs.
	State string `json:"state"`
	// ID is that at DigitalOcean; empty unless exactly one was found.
	ID string `json:"id,omitempty"`
	// Path is the field of the configuration that takes the ID.
	Path string `json:"path"`
}

// Files are paths in a folder that holds a rendered tree. Each list is sorted
// and never null.
type Files struct {
	// Added are files that were not there.
	Added []string `json:"added"`
	// Changed are files with other bytes than rendered.
	Changed []string `json:"changed"`
	// Removed are files that were rendered before and are no more.
	Removed []string `json:"removed"`
	// Refused are somebody else's files in the place of rendered ones. If
	// there are any, nothing is written.
	Refused []string `json:"refused"`
	// Kept are somebody else's files that rendered ones gave way to.
	Kept []string `json:"kept"`
	// Unchanged counts the files that are as rendered.
	Unchanged int `json:"unchanged"`
	// Ledger tells whether the list of rendered files, .seamark.sum, changes.
	Ledger bool `json:"ledger"`
}

// Report is the JSON form of the findings, sorted.
func (l List) Report() Report {
	errors := l.Errors()
	return Report{
		APIVersion: ReportVersion, Kind: ReportKind,
		Errors: errors, Warnings: len(l) - errors,
		Findings: append([]Finding{}, l.Sorted()...),
	}
}

// Write prints the report as JSON.
func (r Report) Write(w io.Writer) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(r)
}

// annotation is the workflow command that GitHub shows beside the line to mend.
func (f Finding) annotation() string {
	properties := []string{"title=" + property(string(f.Code))}
	if f.Where.File != "" {
		properties = append(properties, "file="+property(f.Where.File))
	}
	if f.Where.Line > 0 {
		properties = append(properties, fmt.Sprintf("line=%d", f.Where.Line))
	}
	if f.Where.Column > 0 {
		properties = append(properties, fmt.Sprintf("col=%d", f.Where.Column))
	}
	return fmt.Sprintf("::%s %s::%s", f.Severity, strings.Join(properties, ","), percent.Replace(f.String()))
}

// property is a text as the property of a workflow command. It is also in the
// log, where a terminal may read it.
func property(s string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(percent.Replace(oneLine(s)))
}

// percent escapes the sign by which a workflow command escapes; of line ends
// there are none in one line.
var percent = strings.NewReplacer("%", "%25")
