// Package format is the flag that says how a command prints its findings.
package format

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"seamark.dev/seamark/pkg/diag"
)

// Flag is the format that a command was told.
type Flag diag.Format

// String, Set and Type make it a flag.
func (f *Flag) String() string { return string(*f) }

// Set takes the name of a format.
func (f *Flag) Set(s string) error {
	if !slices.Contains(diag.Formats(), diag.Format(s)) {
		return fmt.Errorf("must be one of %s", strings.Join(names(), ", "))
	}
	*f = Flag(s)
	return nil
}

// Type is what help calls the value.
func (f *Flag) Type() string { return "format" }

func names() []string {
	var names []string
	for _, f := range diag.Formats() {
		names = append(names, string(f))
	}
	return names
}

func complete(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return names(), cobra.ShellCompDirectiveNoFileComp
}

// Of gives a command the flag.
func (f *Flag) Of(cmd *cobra.Command) {
	*f = Flag(diag.Text)
	cmd.Flags().Var(f, "format", "how findings are printed: text, json (a report), github (annotations)")
	_ = cmd.RegisterFlagCompletionFunc("format", complete)
}

// In is the format that arguments ask for, for errors in the arguments
// themselves.
func In(args []string) Flag {
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
	return Flag(f)
}

// JSON tells whether standard output belongs to the report.
func (f Flag) JSON() bool { return diag.Format(f) == diag.JSON }
