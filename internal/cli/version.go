package cli

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/platform"
)

// versionCommand prints which build this is.
func (p *program) versionCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "version",
		Short:   "Print the version of Seamark and of the configuration format",
		Long:    "Print the version of Seamark and of the configuration format.\n" + exitCodes,
		Example: "  render version",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			v := build()
			if p.json() {
				p.report.Version = &v
				return nil
			}
			_, err := fmt.Fprintf(p.stdout, "seamark %s, configuration %s, %s\n", v.Seamark, v.Configuration, v.Go)
			return err
		},
	}
	p.formatFlag(cmd)
	return cmd
}

// build is which build of the program runs.
func build() diag.Version {
	v := diag.Version{Seamark: "(devel)", Configuration: platform.APIVersion, Go: runtime.Version()}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		v.Seamark = info.Main.Version
	}
	return v
}
