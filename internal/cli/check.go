package cli

import (
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"seamark.dev/seamark/pkg/tree"
)

// checkCommand compares the tree on disk with what would be rendered.
func (p *program) checkCommand() *cobra.Command {
	var in *input
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
		RunE: func(*cobra.Command, []string) error {
			err := in.preview(out)
			if errors.Is(err, errDrift) {
				fmt.Fprintln(in.stderr, "to mend: run render with the same flags and commit the result")
			}
			return err
		},
	}
	in = p.inputFlags(cmd)
	outFlag(cmd, &out, "folder to compare with")
	return cmd
}

// preview tells what writing would do.
func (in *input) preview(out string) error {
	p, err := in.load()
	if err != nil {
		return err
	}
	plan, err := tree.Check(out, p.tree, p.options)
	in.report.note(plan, err)
	if err != nil {
		return err
	}
	if !in.json() {
		list(in.stdout, plan)
	}
	fmt.Fprintf(in.say(), "%d to add, %d to change, %d to remove, %d unchanged\n",
		len(plan.Added), len(plan.Changed), len(plan.Removed), plan.Unchanged)
	if plan.Drift() {
		return errDrift
	}
	return nil
}

// list prints a plan, one file a line.
func list(w io.Writer, plan tree.Plan) {
	for _, group := range []struct {
		mark  string
		paths []string
	}{{"+", plan.Added}, {"~", plan.Changed}, {"-", plan.Removed}} {
		for _, path := range group.paths {
			fmt.Fprintln(w, group.mark, path)
		}
	}
	if plan.Ledger && len(plan.Added)+len(plan.Changed)+len(plan.Removed) == 0 {
		fmt.Fprintln(w, "~", tree.LedgerName)
	}
}
