package cli

import (
	"fmt"

	"github.com/spf13/cobra"

	"seamark.dev/seamark/pkg/tree"
)

// validateCommand holds the rendered objects against the schemas of their
// kinds, by the API server's own code.
func (p *program) validateCommand() *cobra.Command {
	var in *input
	var dir, folder string
	cmd := &cobra.Command{
		Use:   "validate --schemas DIR",
		Short: "Validate every rendered object against the CRDs in a folder",
		Long: `Validate every rendered object against the CRDs in a folder and its subfolders,
as an API server would: fields, types, enums, formats, required fields, rules in
CEL. Unknown fields are findings too. What lies inside Compositions and
provider-kubernetes Objects is validated as far as it is complete. Kinds without
a CRD in the folder are listed. Nothing is written.

With --tree it is what lies in a folder that is validated, such as a repository
with manifests of your own beside the rendered ones.

Exit codes:
  0  every object is valid
  1  there are findings
  2  usage, configuration or internal error`,
		Example: `  # the built-in example
  render validate --schemas crds/

  # your platform
  render validate --schemas crds/ --config platform.yaml

  # everything in a repository
  render validate --schemas crds/ --tree .`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			all, scope, err := in.objects(folder)
			if err != nil {
				return err
			}
			v, err := validate(dir, all, folder != "", scope)
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
	cmd.Flags().StringVar(&folder, "tree", "", "validate the manifests in this folder and its subfolders, and render nothing")
	cmd.MarkFlagsMutuallyExclusive("tree", "config")
	cmd.MarkFlagsMutuallyExclusive("tree", "environment")
	_ = cmd.MarkFlagRequired("schemas") // the flag exists
	_ = cmd.MarkFlagDirname("tree")     // completion only
	_ = cmd.MarkFlagDirname("schemas")  // completion only
	return cmd
}

// objects are the files to validate: those of a folder, or if none is named those
// that are rendered, with the scope that the run is about.
func (in *input) objects(folder string) ([]tree.File, func(string) bool, error) {
	if folder != "" {
		all, err := manifests(folder)
		return all, nil, err
	}
	p, err := in.load()
	if err != nil {
		return nil, nil, err
	}
	return p.tree.Files(), p.options.Scope, nil
}
