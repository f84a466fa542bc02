package recovery

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/rogpeppe/go-internal/diff"

	"seamark.dev/seamark/internal/files"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/platform"
)

// end tells what ended the run, and is its exit code. With --format json it
// prints the report, which has standard output to itself; help is for people.
func (c *command) end(err error, out *files.Output, help bool) int {
	code := exitError
	switch {
	case err == nil:
		code = exitDone
	case errors.Is(err, errFindings):
		code = exitFindings
	case c.format.JSON() && !errors.Is(err, errConfiguration):
		c.done.Error = c.redacted(err.Error())
	case out.Err == nil || !errors.Is(err, out.Err):
		fmt.Fprintln(c.Stderr, c.redacted(err.Error()))
	}
	if c.format.JSON() && !help {
		report := c.findings.Report()
		report.Command, report.ExitCode, report.Error, report.Diff, report.Recovered = "recover", &code, c.done.Error, c.done.Diff, c.done.Recovered
		_ = report.Write(out) // which remembers its error
	}
	if out.Err != nil {
		fmt.Fprintln(c.Stderr, "cannot write to standard output:", out.Err)
		return exitError
	}
	return code
}

// tell prints findings, or keeps them for the report.
func (c *command) tell(findings diag.List) {
	findings = slices.Clone(findings)
	for i, f := range findings {
		findings[i].Value, findings[i].Message, findings[i].Remedy = c.redacted(f.Value), c.redacted(f.Message), c.redacted(f.Remedy)
	}
	c.findings = append(c.findings, findings...)
	if c.format.JSON() {
		return
	}
	to := c.Stderr
	if diag.Format(c.format) == diag.GitHub {
		to = c.Stdout
	}
	_ = findings.Write(to, diag.Format(c.format)) // standard output remembers its error
}

// say is where the run tells what it did.
func (c *command) say() io.Writer {
	if c.format.JSON() {
		return c.Stderr
	}
	return c.Stdout
}

// report tells what became of everything that was looked for.
func (c *command) report(r Result) error {
	for _, t := range r.Things {
		c.done.Recovered = append(c.done.Recovered, diag.Recovered{
			Environment: t.Environment, Kind: t.Kind, Name: t.Name, State: string(t.State), ID: t.ID, Path: t.Field.String(),
		})
	}
	if c.format.JSON() {
		return nil
	}
	w := tabwriter.NewWriter(c.Stdout, 0, 0, 2, ' ', 0)
	for _, t := range r.Things {
		fmt.Fprintln(w, strings.TrimRight(strings.Join([]string{t.Environment, t.Kind, t.Name, string(t.State), t.ID}, "\t"), "\t"))
	}
	return w.Flush()
}

// write writes the files that change, or shows how they would.
func (c *command) write(sources []platform.Source, r Result) error {
	written, findings := Write(sources, r.Things)
	if len(findings) > 0 && findings.Errors() > 0 {
		c.tell(findings)
		fmt.Fprintln(c.Stderr, "nothing was written")
		return errFindings
	}
	changed := false
	for i, s := range written {
		if string(s.Data) == string(sources[i].Data) {
			continue
		}
		changed = true
		if err := c.change(sources[i], s); err != nil {
			return err
		}
	}
	if changed && c.dryRun || len(r.Findings) > 0 {
		return errFindings
	}
	return nil
}

// change writes one file, or shows how it would change.
func (c *command) change(before, after platform.Source) error {
	text := diff.Diff("a/"+after.Name, before.Data, "b/"+after.Name, after.Data)
	if c.dryRun {
		c.done.Diff += string(text)
		if !c.format.JSON() {
			fmt.Fprintf(c.Stdout, "%s", text)
		}
		return nil
	}
	if err := replace(after.Name, after.Data); err != nil {
		return err
	}
	c.done.Diff += string(text)
	fmt.Fprintln(c.say(), after.Name+": written; render, and read the diff")
	return nil
}
