package cli

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/tree"
)

// initCommand writes a starter configuration.
func (p *program) initCommand() *cobra.Command {
	var start platform.Start
	cmd := &cobra.Command{
		Use:   "init [FILE]",
		Short: "Write a commented starter configuration",
		Long: `Write a commented starter configuration to FILE (default platform.yaml, "-" for
standard output). A file that exists is left alone. What cannot be changed later
(networks, names, sizes of disks, versions of databases) is written, so that no
new release changes it; networks of several environments do not overlap.
` + exitCodes,
		Example: `  render init
  render init --name shop --region fra1 --zone shop.example --engine argocd --environments live,test
  render init - | less`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			var empty []error
			given := said(start)
			for _, flag := range slices.Sorted(maps.Keys(given)) {
				if value := given[flag]; cmd.Flags().Changed(flag) && value == "" {
					empty = append(empty, fmt.Errorf("--%s must not be empty: leave it out to get its default", flag))
				}
			}
			if len(empty) > 0 {
				return errors.Join(empty...)
			}
			name := "platform.yaml"
			if len(args) == 1 {
				name = args[0]
			}
			return p.init(name, start)
		},
	}
	cmd.Flags().StringVar(&start.Name, "name", "", "name of the platform (default acme)")
	cmd.Flags().StringVar(&start.Region, "region", "", "DigitalOcean's region of all environments (default sfo3)")
	cmd.Flags().StringVar(&start.Zone, "zone", "", "DNS zone of all environments, which DigitalOcean serves (default example.com)")
	cmd.Flags().StringVar(&start.Engine, "engine", "", "flux or argocd (default flux)")
	cmd.Flags().StringSliceVar(&start.Environments, "environments", nil, "names of environments, with commas between (default my-observability)")
	p.formatFlag(cmd)
	return cmd
}

// init writes the starter to a file or to standard output.
func (p *program) init(name string, start platform.Start) error {
	text, faults := start.Configuration()
	if len(faults) > 0 {
		return refused(start, faults)
	}
	if name == "-" {
		if p.json() {
			return errors.New("init - prints the configuration on standard output, and --format json the report: choose one")
		}
		_, err := p.stdout.Write(text)
		return err
	}
	if err := create(name, text); err != nil {
		return err
	}
	p.wrote = name
	p.report.note(tree.Plan{Added: []string{name}}, nil)
	fmt.Fprintf(p.say(), "wrote %s; edit it, then: %s --config %s --out .\n", name, p.name, name)
	return nil
}

// said is what each flag says.
func said(start platform.Start) map[string]string {
	return map[string]string{"name": start.Name, "region": start.Region, "zone": start.Zone, "engine": start.Engine, "environments": strings.Join(start.Environments, ",")}
}

// refused says which flags are wrong.
func refused(start platform.Start, faults []platform.Fault) error {
	var all []error
	for _, f := range faults {
		message := f.Finding.Message
		if f.Finding.Remedy != "" {
			message += "; " + f.Finding.Remedy
		}
		all = append(all, fmt.Errorf("--%s %q: %s", f.Field, said(start)[f.Field], message))
	}
	return errors.Join(all...)
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
