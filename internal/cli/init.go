package cli

import (
	"fmt"
	"os"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"seamark.dev/seamark/pkg/platform"
)

// initCommand writes a starter configuration.
func initCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "init [FILE]",
		Short: "Write a commented starter configuration",
		Long: `Write a commented starter configuration to FILE (default platform.yaml, "-" for
standard output). A file that exists is left alone.
` + exitCodes,
		Example: `  render init
  render init - | less`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			name := "platform.yaml"
			if len(args) == 1 {
				name = args[0]
			}
			if name == "-" {
				_, err := cmd.OutOrStdout().Write(platform.Starter())
				return err
			}
			if err := create(name, platform.Starter()); err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "wrote %s; edit it, then: render --config %s --out .\n", name, name)
			return nil
		},
	}
}

// create writes a new file and refuses to replace one.
func create(name string, data []byte) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return fmt.Errorf("init: %w", err)
	}
	if _, err := f.Write(data); err != nil {
		_ = f.Close()
		return fmt.Errorf("init: %w", err)
	}
	return f.Close()
}

// schemaCommand prints the JSON Schema of the configuration.
func schemaCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of the configuration",
		Long: `Print the JSON Schema of the configuration, for editors and other tools.
` + exitCodes,
		Example: `  render schema > platform.schema.json`,
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			_, err := cmd.OutOrStdout().Write(platform.Schema())
			return err
		},
	}
}

// versionCommand prints which build this is.
func versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Print the version of Seamark and of the configuration format",
		Long:    "Print the version of Seamark and of the configuration format.\n" + exitCodes,
		Example: "  render version",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			version := "(devel)"
			if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
				version = info.Main.Version
			}
			_, err := fmt.Fprintf(cmd.OutOrStdout(), "seamark %s, configuration %s, %s\n", version, platform.APIVersion, runtime.Version())
			return err
		},
	}
}
