package cli

import (
	"fmt"

	"github.com/spf13/cobra"
)

// validateCommand holds the rendered objects against the schemas of their
// kinds, by the API server's own code.
func (p *program) validateCommand() *cobra.Command {
	var in *input
	var dir string
	cmd := &cobra.Command{
		Use:   "validate --schemas DIR",
		Short: "Validate every rendered object against the CRDs in a folder",
		Long: `Validate every rendered object against the CRDs in a folder and its subfolders,
as an API server would: fields, types, enums, formats, required fields, rules in
CEL. Unknown fields are findings too. What lies inside Compositions and
provider-kubernetes Objects is validated as far as it is complete. Kinds without
a CRD in the folder are listed. Nothing is written.

The validator is the API server's own code.

Exit codes:
  0  every object is valid
  1  there are findings
  2  usage, configuration or internal error`,
		Example: `  # the built-in example
  render validate --schemas crds/

  # your platform
  render validate --schemas crds/ --config platform.yaml`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			p, err := in.load()
			if err != nil {
				return err
			}
			v, err := validate(dir, p)
			if err != nil {
				return fmt.Errorf("validate: %w", err)
			}
			err = in.find(v.findings, errFindings)
			v.summary(in.say())
			return err
		},
	}
	in = p.inputFlags(cmd)
	cmd.Flags().StringVar(&dir, "schemas", "", "folder with the CRDs as YAML; subfolders included")
	_ = cmd.MarkFlagRequired("schemas") // the flag exists
	_ = cmd.MarkFlagDirname("schemas")  // completion only
	return cmd
}
