package cli

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"seamark.dev/seamark/pkg/diag"
)

// knowFormat gives a command the flag.
func (p *program) knowFormat(cmd *cobra.Command) {
	p.format.Of(cmd)
}

// formatFlag gives a command the flag, and makes it one that reports.
func (p *program) formatFlag(cmd *cobra.Command) {
	p.knowFormat(cmd)
	work := cmd.RunE
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		p.report.Command = "render"
		if cmd.HasParent() {
			p.report.Command = cmd.Name()
		}
		return work(cmd, args)
	}
}

// json tells whether standard output belongs to the report.
func (p *program) json() bool { return p.format.JSON() }

// say is where a command tells what it did.
func (p *program) say() io.Writer {
	if p.json() || p.stdoutTaken {
		return p.stderr
	}
	return p.stdout
}

// find takes up findings and returns failure if one of them is an error. Text
// goes to standard error; what other programs read, to standard output.
func (p *program) find(findings diag.List, failure error) error {
	if len(findings) == 0 {
		return nil
	}
	out := io.Writer(p.stdout)
	switch {
	case p.json():
		p.report.findings = append(p.report.findings, findings...)
	case diag.Format(p.format) == diag.Text, p.stdoutTaken:
		out = p.stderr
		fallthrough
	default:
		if err := findings.Write(out, diag.Format(p.format)); err != nil {
			return err
		}
	}
	errs := findings.Errors()
	if errs == 0 {
		return nil
	}
	summary := count(len(findings), "finding")
	if warnings := len(findings) - errs; warnings > 0 {
		summary += ": " + count(errs, "error") + ", " + count(warnings, "warning")
	}
	fmt.Fprintln(p.stderr, summary)
	return failure
}
