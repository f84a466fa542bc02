package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"seamark.dev/seamark/pkg/diag"
)

// format is the flag that says how findings are printed.
type format diag.Format

// String, Set and Type make it a flag.
func (f *format) String() string { return string(*f) }

// Set takes the name of a format.
func (f *format) Set(s string) error {
	if !slices.Contains(diag.Formats(), diag.Format(s)) {
		return fmt.Errorf("must be one of %s", strings.Join(formatNames(), ", "))
	}
	*f = format(s)
	return nil
}

// Type is what help calls the value.
func (f *format) Type() string { return "format" }

func formatNames() []string {
	var names []string
	for _, f := range diag.Formats() {
		names = append(names, string(f))
	}
	return names
}

func completeFormat(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return formatNames(), cobra.ShellCompDirectiveNoFileComp
}

// knowFormat gives a command the flag.
func (p *program) knowFormat(cmd *cobra.Command) {
	p.format = format(diag.Text)
	cmd.Flags().Var(&p.format, "format", "how findings are printed: text, json (a report), github (annotations)")
	_ = cmd.RegisterFlagCompletionFunc("format", completeFormat)
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

// formatIn is the format that arguments ask for, for errors in the arguments
// themselves.
func formatIn(args []string) format {
	f := diag.Text
	for i, arg := range args {
		value, found := strings.CutPrefix(arg, "--format=")
		if arg == "--format" && i+1 < len(args) {
			value, found = args[i+1], true
		}
		if found && diag.Format(value) == diag.JSON {
			f = diag.JSON
		}
	}
	return format(f)
}

// json tells whether standard output belongs to the report.
func (p *program) json() bool { return diag.Format(p.format) == diag.JSON }

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
