package cli

import (
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"seamark.dev/seamark/pkg/tree"
)

// renderCommand renders.
func (p *program) renderCommand() *cobra.Command {
	var in *input
	var out string
	var dryRun bool
	cmd := &cobra.Command{
		Use:   p.name,
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
		RunE: func(*cobra.Command, []string) error {
			switch {
			case out == "-" && dryRun:
				return errors.New("--dry-run compares with a folder, and --out - prints the objects: choose one")
			case out == "-":
				return in.stream()
			case dryRun:
				return in.preview(out)
			}
			return in.write(out)
		},
	}
	in = p.inputFlags(cmd)
	outFlag(cmd, &out, `folder to render into; "-" prints one multi-document stream in apply order`)
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "list what would be added (+), changed (~) and removed (-), write nothing")
	return cmd
}

// write writes the tree.
func (in *input) write(out string) error {
	start := time.Now()
	p, err := in.load()
	if err != nil {
		return err
	}
	p.options.Waiting = func() { fmt.Fprintf(in.stderr, "waiting for another run that writes to %s\n", out) }
	plan, err := tree.Write(out, p.tree, p.options)
	in.report.note(plan, err)
	if err != nil {
		return err
	}
	in.wrote = out
	for _, path := range plan.Kept {
		fmt.Fprintf(in.stderr, "%s is yours, so ours was not written\n", path)
	}
	in.summary(p, plan, start)
	return nil
}

// stream prints every object in apply order.
func (in *input) stream() error {
	if in.json() {
		return errors.New("--out - prints the objects on standard output, and --format json the report: choose one")
	}
	in.stdoutTaken = true
	start := time.Now()
	p, err := in.load()
	if err != nil {
		return err
	}
	if err := p.tree.Stream(in.stdout, p.options); err != nil {
		return err
	}
	in.summary(p, tree.Plan{}, start)
	return nil
}

// summary is the one line of a successful run.
func (in *input) summary(p project, plan tree.Plan, start time.Time) {
	changed := len(plan.Added) + len(plan.Changed) + len(plan.Removed)
	files, objects, components := p.size()
	fmt.Fprintf(in.say(), "%d files, %d objects, %d components, %d changed, %d ms\n",
		files, objects, components, changed, time.Since(start).Milliseconds())
}
