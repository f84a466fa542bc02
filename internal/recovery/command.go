package recovery

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/rogpeppe/go-internal/diff"
	"github.com/spf13/cobra"

	"seamark.dev/seamark/internal/files"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/platform"
)

const long = `Find at DigitalOcean what a configuration stands for, and write the IDs into it:
VPCs, DOKS clusters, node pools, databases, log sinks and Spaces keys. A hub
that is given what is rendered from it takes all of that over, and makes nothing
again: for a hub that was lost, or a creation that was interrupted.

This is the only command that uses the network. It reads DigitalOcean's API, and
writes the configuration file. The token needs these scopes and no others:
vpc:read, kubernetes:read, database:read, spaces_key:read. It is taken from
DIGITALOCEAN_TOKEN, or from a file; for environments with spec.environments[].token
a file for each name. DIGITALOCEAN_API_URL is another address of the API.

Lines are only added: comments and layout stay, and running it again changes
nothing. Of two that could be meant it takes none, and writes nothing at all.

Exit codes:
  0  everything was found, and is in the configuration
  1  something is missing, ambiguous or different, or --dry-run found something
     to write
  2  usage, configuration or internal error, or no answer; nothing was written`

const example = `  # what would be written, as a diff
  DIGITALOCEAN_TOKEN=$(cat token) recover --config platform.yaml --dry-run

  # write it; environments of the group live have a token of their own
  recover --config platform.yaml --token-file token --token-file live=token-live`

// The exit codes.
const (
	exitDone     = 0
	exitFindings = 1
	exitError    = 2
)

// errFindings ends a run that has told what it found.
var errFindings = errors.New("there are findings")

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
	secrets                           []string // that must not be printed
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
	flags.StringArrayVarP(&c.configs, "config", "c", nil, "configuration file; may be repeated")
	flags.StringArrayVarP(&c.environments, "environment", "e", nil, "only this environment; may be repeated")
	flags.StringArrayVar(&c.tokenFiles, "token-file", nil, "file with the token, or NAME=FILE with that of spec.environments[].token; may be repeated")
	flags.BoolVar(&c.dryRun, "dry-run", false, "write nothing, and show what would be written as a diff")
	flags.DurationVar(&c.timeout, "timeout", 10*time.Minute, "how long DigitalOcean may take to answer all calls")
	_ = root.MarkFlagRequired("config")
	_ = root.MarkFlagFilename("config", "yaml", "yml") // completion only
	out := &files.Output{To: p.Stdout}
	c.Stdout = out
	root.SetArgs(p.Args)
	root.SetOut(out)
	root.SetErr(p.Stderr)
	switch err := root.ExecuteContext(ctx); {
	case out.Err != nil:
		fmt.Fprintln(p.Stderr, "cannot write to standard output:", out.Err)
		return exitError
	case err == nil:
		return exitDone
	case errors.Is(err, errFindings):
		return exitFindings
	default:
		fmt.Fprintln(p.Stderr, c.redacted(err.Error()))
		return exitError
	}
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
	var sources []platform.Source
	for _, name := range c.configs {
		data, err := files.Read(name, largestConfig)
		if err != nil {
			return fmt.Errorf("configuration: %w", err)
		}
		sources = append(sources, platform.Source{Name: name, Data: data})
	}
	p, locate, findings := platform.LoadLocated(sources...)
	if findings.Errors() > 0 {
		c.tell(findings)
		return errors.New("the configuration has findings; nothing was read or written")
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

func (c *command) tell(findings diag.List) {
	var b strings.Builder
	_ = findings.Write(&b, diag.Text) // a builder takes everything
	fmt.Fprint(c.Stderr, c.redacted(b.String()))
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

// report prints what became of everything that was looked for.
func (c *command) report(r Result) error {
	w := tabwriter.NewWriter(c.Stdout, 0, 0, 2, ' ', 0)
	for _, t := range r.Things {
		fmt.Fprintln(w, strings.TrimRight(strings.Join([]string{t.Environment, t.Kind, t.Name, string(t.State), t.ID}, "\t"), "\t"))
	}
	return w.Flush()
}

// write writes the files that change, or shows how they would.
func (c *command) write(sources []platform.Source, r Result) error {
	written, findings := Write(sources, r.Things)
	if len(findings) > 0 && findings.Errors() > 0 {
		c.tell(findings)
		fmt.Fprintln(c.Stderr, "nothing was written")
		return errFindings
	}
	changed := false
	for i, s := range written {
		if string(s.Data) == string(sources[i].Data) {
			continue
		}
		changed = true
		if c.dryRun {
			fmt.Fprintf(c.Stdout, "%s", diff.Diff("a/"+s.Name, sources[i].Data, "b/"+s.Name, s.Data))
		} else if err := replace(s.Name, s.Data); err != nil {
			return err
		} else {
			fmt.Fprintln(c.Stdout, s.Name+": written; render, and read the diff")
		}
	}
	if changed && c.dryRun || len(r.Findings) > 0 {
		return errFindings
	}
	return nil
}
