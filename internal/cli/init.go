package cli

import (
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/tree"
)

// initCommand writes a starter configuration.
func (p *program) initCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "init [FILE]",
		Short: "Write a commented starter configuration",
		Long: `Write a commented starter configuration to FILE (default platform.yaml, "-" for
standard output). A file that exists is left alone.
` + exitCodes,
		Example: `  render init
  render init - | less`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			name := "platform.yaml"
			if len(args) == 1 {
				name = args[0]
			}
			return p.init(name)
		},
	}
	p.formatFlag(cmd)
	return cmd
}

// init writes the starter to a file or to standard output.
func (p *program) init(name string) error {
	if name == "-" {
		if p.json() {
			return errors.New("init - prints the configuration on standard output, and --format json the report: choose one")
		}
		_, err := p.stdout.Write(platform.Starter())
		return err
	}
	if err := create(name, platform.Starter()); err != nil {
		return err
	}
	p.wrote = name
	p.report.note(tree.Plan{Added: []string{name}}, nil)
	fmt.Fprintf(p.say(), "wrote %s; edit it, then: %s --config %s --out .\n", name, p.name, name)
	return nil
}

// create writes a new file, whole or not at all, and refuses to replace one.
func create(name string, data []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return fmt.Errorf("init: %w", err)
	}
	_, err = f.Write(data)
	if err = errors.Join(err, f.Close()); err != nil {
		return fmt.Errorf("init: %w", errors.Join(err, os.Remove(name)))
	}
	return nil
}
