package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"seamark.dev/seamark/pkg/diag"
)

// helpCommand prints the help of a command, as --help does. It has a format for
// its errors; help itself is for people.
func (p *program) helpCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Help about any command",
		Long:  "Print the help of a command.\n" + exitCodes,
		ValidArgsFunction: func(cmd *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			about, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return nil, cobra.ShellCompDirectiveNoFileComp
			}
			return commandNames(about), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			about, rest, err := cmd.Root().Find(args)
			if err != nil {
				return err
			}
			if len(rest) > 0 {
				return errors.New(strings.TrimSpace(fmt.Sprintf("there is no command %q %s",
					strings.Join(args, " "), diag.DidYouMean(rest[0], commandNames(about)))))
			}
			about.InitDefaultHelpFlag()
			return about.Help()
		},
	}
	p.knowFormat(cmd)
	return cmd
}

// commandNames are the commands directly below one, as help lists them.
func commandNames(of *cobra.Command) []string {
	var names []string
	for _, c := range of.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	slices.Sort(names)
	return names
}

// completion makes the commands that print completions as strict as the others:
// a shell that there is not is an error, and a script is no report.
func (p *program) completion(root *cobra.Command) {
	root.InitDefaultCompletionCmd()
	at := slices.IndexFunc(root.Commands(), func(c *cobra.Command) bool { return c.Name() == "completion" })
	all := root.Commands()[at]
	all.RunE = func(cmd *cobra.Command, _ []string) error { return cmd.Help() } // its Args are checked before
	p.knowFormat(all)
	for _, cmd := range all.Commands() {
		p.knowFormat(cmd)
		script := cmd.RunE
		cmd.RunE = func(cmd *cobra.Command, args []string) error {
			if p.json() {
				return errors.New("completion prints a script on standard output, and --format json the report: choose one")
			}
			return script(cmd, args)
		}
	}
}
