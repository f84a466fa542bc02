package cli

import (
	"errors"
	"strings"

	"github.com/spf13/cobra"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/render"
)

// configCommand prints what the configuration says.
func (p *program) configCommand() *cobra.Command {
	var in *input
	var effective bool
	cmd := &cobra.Command{
		Use:   "config",
		Short: "Print the configuration, and where each value comes from",
		Long: `Print the configuration as one document: what all files say, with what
spec.defaults says in each environment. A comment behind each value tells its file
and line. With --effective every default stands there too; what is printed then is
a configuration that renders the same. Nothing is written.

It prints nothing if the configuration holds what looks like a secret.
` + exitCodes,
		Example: `  # what is in effect, and why
  render config --config platform.yaml --effective

  # of one environment, only what somebody wrote
  render config --config platform.yaml --environment prod`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error { return in.show(effective) },
	}
	in = p.inputFlags(cmd)
	cmd.Flags().Lookup("environment").Usage = "only this environment; may be repeated"
	cmd.Flags().BoolVar(&effective, "effective", false, "with the values that nobody wrote, from the program's defaults")
	return cmd
}

// show prints the configuration.
func (in *input) show(effective bool) error {
	if in.json() {
		return errors.New("config prints the configuration on standard output, and --format json the report: choose one")
	}
	in.stdoutTaken = true
	c, err := in.configured()
	if err != nil {
		return err
	}
	if _, err := in.scope(c); err != nil { // an environment that there is not
		return err
	}
	if err := in.leaks(c); err != nil {
		return err
	}
	data, err := platform.Effective(c.Platform, c.locate, platform.Shown{Environments: in.environments, Written: !effective})
	if err != nil {
		return err
	}
	_, err = in.stdout.Write(data)
	return err
}

// leaks is an error if there are secrets in what would be rendered. Whatever else
// is wrong with it, other commands tell.
func (in *input) leaks(c configuration) error {
	_, findings, err := render.Prove(c.Platform, c.options())
	if err != nil {
		return err
	}
	var secret diag.List
	for _, f := range findings {
		if strings.HasPrefix(string(f.Code), "secret-") {
			secret.Add(f)
		}
	}
	return in.find(secret, errFindings)
}
