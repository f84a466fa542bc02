package cli

import (
	"io"
	"strings"

	"github.com/spf13/cobra"

	"seamark.dev/seamark/pkg/tree"
)

// diffCommand shows the difference between disk and rendering.
func (p *program) diffCommand() *cobra.Command {
	var in *input
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
		RunE: func(*cobra.Command, []string) error { return in.diff(out) },
	}
	in = p.inputFlags(cmd)
	outFlag(cmd, &out, "folder to compare with")
	return cmd
}

// diff prints the difference, or puts it into the report.
func (in *input) diff(out string) error {
	var text strings.Builder
	to := io.Writer(&text)
	if !in.json() {
		in.stdoutTaken, to = true, in.stdout
	}
	p, err := in.load()
	if err != nil {
		return err
	}
	plan, err := tree.Diff(to, out, p.tree, p.options)
	in.report.note(plan, err)
	in.report.Diff = text.String()
	if err != nil {
		return err
	}
	if plan.Drift() {
		return errDrift
	}
	return nil
}
