package cli

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// validateCommand holds the rendered objects against the schemas of their
// kinds. The validator is the API server's own code, which a build leaves out
// unless it is made with the tag schemas.
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

The validator is the API server's own code and not part of the plain build:

  go run -tags schemas ./cmd/render validate --schemas DIR

Exit codes:
  0  every object is valid
  1  there are findings
  2  usage, configuration or internal error, or a build without the validator`,
		Example: `  # the built-in example
  go run -tags schemas ./cmd/render validate --schemas crds/

  # your platform
  go run -tags schemas ./cmd/render validate --schemas crds/ --config platform.yaml`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if !WithSchemas {
				return errors.New(strings.TrimSpace(withoutValidator))
			}
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

const withoutValidator = `
this build has no schema validator, which would make it half as large again. Run it from source:
  go run -tags schemas ./cmd/render validate --schemas DIR
or, outside of the project's folder:
  go run -tags schemas seamark.dev/seamark/cmd/render@latest validate --schemas DIR`
