package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"seamark.dev/seamark/pkg/diag"
)

// These errors end a command whose findings are printed already.
var (
	errConfiguration = errors.New("the configuration has findings")
	errFindings      = errors.New("what would be rendered has findings")
)

// format is the flag that says how findings are printed.
type format diag.Format

// String, Set and Type make it a flag.
func (f *format) String() string { return string(*f) }

func (f *format) Set(s string) error {
	if !slices.Contains(diag.Formats(), diag.Format(s)) {
		return fmt.Errorf("must be one of %s", strings.Join(formatNames(), ", "))
	}
	*f = format(s)
	return nil
}

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

// report prints findings and returns failure if one of them is an error. Text
// goes to standard error; what other programs read, to standard output.
func (in *input) report(cmd *cobra.Command, findings diag.List, failure error) error {
	if len(findings) == 0 {
		return nil
	}
	out := cmd.ErrOrStderr()
	if diag.Format(in.format) != diag.Text {
		out = cmd.OutOrStdout()
	}
	if err := findings.Write(out, diag.Format(in.format)); err != nil {
		return err
	}
	if findings.Errors() == 0 {
		return nil
	}
	fmt.Fprintln(cmd.ErrOrStderr(), count(findings.Errors(), "problem"))
	return failure
}
