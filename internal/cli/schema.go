package cli

import (
	"errors"

	"github.com/spf13/cobra"

	"seamark.dev/seamark/pkg/platform"
)

// schemaCommand prints the JSON Schema of the configuration.
func (p *program) schemaCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of the configuration",
		Long: `Print the JSON Schema of the configuration, for editors and other tools.
` + exitCodes,
		Example: `  render schema > platform.schema.json`,
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if p.json() {
				return errors.New("schema prints the schema on standard output, which is JSON, and --format json the report: choose one")
			}
			_, err := p.stdout.Write(platform.Schema())
			return err
		},
	}
	p.formatFlag(cmd)
	return cmd
}
