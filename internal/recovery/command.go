package recovery

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"seamark.dev/seamark/internal/files"
	"seamark.dev/seamark/internal/format"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/platform"
)

// The exit codes.
const (
	exitDone     = 0
	exitFindings = 1
	exitError    = 2
)

// These errors end a run that has told what it found.
var (
	errFindings      = errors.New("there are findings")
	errConfiguration = errors.New("the configuration has findings; nothing was read or written")
)

// Process is what a run has of the process around it.
type Process struct {
	Args           []string
	Getenv         func(string) string
	Stdout, Stderr io.Writer
	// Wait is how long a call that was refused waits first; 0 for a second.
	Wait time.Duration
}

// command is one run.
type command struct {
	Process
	configs, environments, tokenFiles []string
	dryRun                            bool
	timeout                           time.Duration
	format                            format.Flag
	findings                          diag.List   // all that were told
	done                              diag.Report // the parts of it that are known by and by
	secrets                           []string    // that must not be printed
}

// Run runs the command line, and returns its exit code.
func Run(ctx context.Context, p Process) int {
	c := &command{Process: p}
	root := &cobra.Command{
		Use: "recover --config FILE", Short: "Write the IDs of what exists at DigitalOcean into the configuration",
		Long: long, Example: example, Args: cobra.NoArgs, SilenceErrors: true, SilenceUsage: true,
		RunE: func(cmd *cobra.Command, _ []string) error { return c.run(cmd.Context()) },
	}
	flags := root.Flags()
	flags.StringArrayVarP(&c.configs, "config", "c", nil, "configuration file, or a folder with some; may be repeated")
	flags.StringArrayVarP(&c.environments, "environment", "e", nil, "only this environment; may be repeated")
	flags.StringArrayVar(&c.tokenFiles, "token-file", nil, "file with the token, or NAME=FILE with that of spec.environments[].token; may be repeated")
	flags.BoolVar(&c.dryRun, "dry-run", false, "write nothing, and show what would be written as a diff")
	flags.DurationVar(&c.timeout, "timeout", 10*time.Minute, "how long DigitalOcean may take to answer all calls")
	c.format.Of(root)
	c.format = format.In(p.Args) // until the flag is read
	_ = root.MarkFlagRequired("config")
	_ = root.MarkFlagFilename("config", "yaml", "yml") // completion only
	out := &files.Output{To: p.Stdout}
	c.Stdout = out
	root.SetArgs(p.Args)
	root.SetOut(out)
	root.SetErr(p.Stderr)
	err := root.ExecuteContext(ctx)
	help, _ := root.Flags().GetBool("help")
	return c.end(err, out, help)
}

// redacted is a text without tokens, whatever an answer or an error repeats.
func (c *command) redacted(text string) string {
	for _, secret := range c.secrets {
		text = strings.ReplaceAll(text, secret, "***")
	}
	return text
}

const largestConfig = 16 * files.MiB

func (c *command) run(ctx context.Context) error {
	names, err := files.Sources(c.configs)
	if err != nil {
		return fmt.Errorf("configuration: %w", err)
	}
	var sources []platform.Source
	for _, name := range names {
		data, err := files.Read(name, largestConfig)
		if err != nil {
			return fmt.Errorf("configuration: %w", err)
		}
		sources = append(sources, platform.Source{Name: name, Data: data})
	}
	p, locate, findings := platform.LoadLocated(sources...)
	if findings.Errors() > 0 {
		c.tell(findings)
		return errConfiguration
	}
	if err := c.known(p); err != nil {
		return err
	}
	accounts, err := c.accounts(ctx, p)
	if err != nil {
		return err
	}
	result := Find(p, locate, accounts, c.environments...)
	if err := c.report(result); err != nil {
		return err
	}
	c.tell(result.Findings)
	if result.Findings.Errors() > 0 {
		fmt.Fprintln(c.Stderr, "nothing was written: decide what is ambiguous or different first")
		return errFindings
	}
	return c.write(sources, result)
}

// known refuses names of environments that there are not.
func (c *command) known(p platform.Platform) error {
	var names []string
	for _, e := range p.Spec.Environments {
		names = append(names, e.Name)
	}
	for _, name := range c.environments {
		if !slices.Contains(names, name) {
			return errors.New(strings.TrimSpace(fmt.Sprintf("--environment %q: there is no such environment (there is %s) %s",
				name, strings.Join(names, ", "), diag.DidYouMean(name, names))))
		}
	}
	return nil
}

// accounts reads DigitalOcean with the tokens that the environments name.
func (c *command) accounts(ctx context.Context, p platform.Platform) (map[string]*Account, error) {
	tokens, err := c.tokens()
	if err != nil {
		return nil, err
	}
	api, err := c.api()
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(ctx, c.timeout)
	defer cancel()
	accounts := map[string]*Account{}
	databases := c.databases(p)
	for _, name := range slices.Sorted(maps.Keys(databases)) {
		token := tokens[name]
		if token == "" {
			return nil, noToken(name)
		}
		if accounts[name], err = api.Read(ctx, token, databases[name]); err != nil {
			return nil, fmt.Errorf("DigitalOcean: %w%s; nothing was written", err, advice(err))
		}
	}
	return accounts, nil
}

// databases are Databases of the environments that are asked for.
func (c *command) databases(p platform.Platform) map[string]map[string]bool {
	if len(c.environments) > 0 {
		p.Spec.Environments = slices.DeleteFunc(slices.Clone(p.Spec.Environments), func(e platform.Environment) bool {
			return !slices.Contains(c.environments, e.Name)
		})
	}
	return Databases(p)
}
