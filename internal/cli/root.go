package cli

import (
	"fmt"
	"regexp"

	"github.com/spf13/cobra"
)

const exitCodes = `
Exit codes:
  0  done; for check and diff: no difference
  1  findings in what would be rendered, and nothing was written; or check, diff
     or --dry-run found a difference
  2  usage, configuration or internal error, and nothing was written; or an
     error in writing, after which the same command completes what is missing`

// rootCommand is the whole command line. Rendering is what it does without a
// verb.
func (p *program) rootCommand() *cobra.Command {
	cmd := p.renderCommand()
	cmd.AddCommand(p.checkCommand(), p.diffCommand(), p.validateCommand(), p.configCommand(), p.initCommand(), p.schemaCommand(), p.versionCommand())
	for _, c := range append(cmd.Commands(), cmd) {
		c.Example = calledAs(p.name, c.Example)
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

// count is a number with its noun.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}
