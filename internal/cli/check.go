package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"seamark.dev/seamark/pkg/tree"
)

// checkCommand compares the tree on disk with what would be rendered.
func checkCommand() *cobra.Command {
	var in input
	var out string
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Compare the tree on disk with what would be rendered, byte for byte",
		Long: `Compare the tree on disk with what would be rendered, byte for byte, and list
every file that would be added (+), changed (~) or removed (-). Nothing is
written.
` + exitCodes,
		Example: `  # in CI: fail when somebody changed the configuration and did not render
  render check --config platform.yaml --out .`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p, err := in.load(cmd)
			if err != nil {
				return err
			}
			err = preview(cmd.OutOrStdout(), p, out)
			if err != nil {
				fmt.Fprintln(cmd.ErrOrStderr(), "to mend: run render with the same flags and commit the result")
			}
			return err
		},
	}
	in.flags(cmd)
	outFlag(cmd, &out, "folder to compare with")
	return cmd
}

// diffCommand shows the difference between disk and rendering.
func diffCommand() *cobra.Command {
	var in input
	var out string
	cmd := &cobra.Command{
		Use:   "diff",
		Short: "Show how rendering would change the tree on disk, as a unified diff",
		Long: `Show how rendering would change the tree on disk, as a unified diff. Nothing is
written.
` + exitCodes,
		Example: `  # review a change of the configuration before rendering it
  render diff --config platform.yaml --out .

  # of one environment
  render diff --config platform.yaml --out . --environment production`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			p, err := in.load(cmd)
			if err != nil {
				return err
			}
			plan, err := tree.Diff(cmd.OutOrStdout(), out, p.tree, p.options)
			if err != nil {
				return err
			}
			if plan.Drift() {
				return errDrift
			}
			return nil
		},
	}
	in.flags(cmd)
	outFlag(cmd, &out, "folder to compare with")
	return cmd
}
