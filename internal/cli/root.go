package cli

import (
	"fmt"
	"io"
	"regexp"
	"time"

	"github.com/spf13/cobra"

	"seamark.dev/seamark/pkg/tree"
)

const exitCodes = `
Exit codes:
  0  done; for check and diff: no difference
  1  findings in what would be rendered, and nothing was written; or check, diff
     or --dry-run found a difference
  2  usage, configuration or internal error; nothing was written`

// rootCommand is the whole command line of a program of the given name.
// Rendering is what it does without a verb.
func rootCommand(name string) *cobra.Command {
	var in input
	var out string
	var dryRun bool
	cmd := &cobra.Command{
		Use:   name,
		Short: "Render a complete GitOps repository from one small configuration",
		Long: `Render a complete GitOps repository from one small configuration.

Without flags it renders the built-in example into ./out. It replaces only files
that change, removes only files it wrote before, and leaves everything else in
the folder alone.
` + exitCodes,
		Example: `  # the built-in example, into ./out
  render

  # your platform, into the repository you stand in
  render --config platform.yaml --out .

  # what would change, without writing
  render --config platform.yaml --out . --dry-run

  # one stream in apply order, for another tool
  render --config platform.yaml --out - | less`,
		Args:          cobra.NoArgs,
		SilenceUsage:  true,
		SilenceErrors: true,
		RunE: func(cmd *cobra.Command, _ []string) error {
			start := time.Now()
			p, err := in.load(cmd)
			if err != nil {
				return err
			}
			if out == "-" {
				return stream(cmd, p, start)
			}
			if dryRun {
				return preview(cmd.OutOrStdout(), p, out)
			}
			plan, err := tree.Write(out, p.tree, p.options)
			if err != nil {
				return err
			}
			kept(cmd.ErrOrStderr(), plan)
			summary(cmd.OutOrStdout(), p, plan, start)
			return nil
		},
	}
	in.flags(cmd)
	outFlag(cmd, &out, `folder to render into; "-" prints one multi-document stream in apply order`)
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "list what would be added (+), changed (~) and removed (-), write nothing")
	cmd.AddCommand(checkCommand(), diffCommand(), validateCommand(), initCommand(), schemaCommand(), versionCommand())
	for _, c := range append(cmd.Commands(), cmd) {
		c.Example = calledAs(name, c.Example)
	}
	return cmd
}

// calledAs is an example with the program's own name at the head of its lines.
func calledAs(name, example string) string {
	return commandLine.ReplaceAllLiteralString(example, "  "+name)
}

// commandLine is the head of an example's line that calls the program.
var commandLine = regexp.MustCompile(`(?m)^  render\b`)

func outFlag(cmd *cobra.Command, out *string, usage string) {
	cmd.Flags().StringVarP(out, "out", "o", "out", usage)
	_ = cmd.MarkFlagDirname("out") // completion only
}

// summary is the one line of a successful run.
func summary(w io.Writer, p project, plan tree.Plan, start time.Time) {
	changed := len(plan.Added) + len(plan.Changed) + len(plan.Removed)
	files, objects, components := p.size()
	fmt.Fprintf(w, "%d files, %d objects, %d components, %d changed, %d ms\n",
		files, objects, components, changed, time.Since(start).Milliseconds())
}

// kept tells about files that somebody else wrote and that took precedence.
func kept(w io.Writer, plan tree.Plan) {
	for _, path := range plan.Kept {
		fmt.Fprintf(w, "%s is yours, so ours was not written\n", path)
	}
}

// stream prints every object in apply order.
func stream(cmd *cobra.Command, p project, start time.Time) error {
	if err := p.tree.Stream(cmd.OutOrStdout(), p.options); err != nil {
		return err
	}
	summary(cmd.ErrOrStderr(), p, tree.Plan{}, start)
	return nil
}

// preview lists what writing would do.
func preview(w io.Writer, p project, out string) error {
	plan, err := tree.Check(out, p.tree, p.options)
	if err != nil {
		return err
	}
	list(w, plan)
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
	fmt.Fprintf(w, "%d to add, %d to change, %d to remove, %d unchanged\n",
		len(plan.Added), len(plan.Changed), len(plan.Removed), plan.Unchanged)
}
