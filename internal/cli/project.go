package cli

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"seamark.dev/seamark/internal/files"
	"seamark.dev/seamark/pkg/delivery"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/engines"
	"seamark.dev/seamark/pkg/own"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/render"
	"seamark.dev/seamark/pkg/tree"
)

// input is what the flags say about the configuration.
type input struct {
	configs      []string
	environments []string
	*program
}

// inputFlags gives a command the flags that say what it is about.
func (p *program) inputFlags(cmd *cobra.Command) *input {
	in := &input{program: p}
	cmd.Flags().StringArrayVarP(&in.configs, "config", "c", nil, `configuration file, a folder with some, or "-" for standard input; may be repeated, in any order (default: the built-in example)`)
	cmd.Flags().StringArrayVarP(&in.environments, "environment", "e", nil, "only the folders of this environment; may be repeated")
	_ = cmd.MarkFlagFilename("config", "yaml", "yml") // completion only
	_ = cmd.RegisterFlagCompletionFunc("environment", in.completeEnvironment)
	p.formatFlag(cmd)
	return in
}

// project is a rendered configuration and the part of it that the run is
// about.
type project struct {
	tree    *tree.Tree
	options tree.WriteOptions
}

// size counts the files, the Kubernetes objects and the component folders that
// the run is about.
func (p project) size() (files, objects, components int) {
	folders := map[string]bool{}
	for _, f := range p.tree.Files() {
		if scope := p.options.Scope; scope != nil && !scope(f.Path) {
			continue
		}
		files++
		if f.Object {
			objects++
			folders[path.Dir(f.Path)] = true
		}
	}
	return files, objects, len(folders)
}

// load reads the configuration, proves it and renders it in memory. It tells
// whatever is found; an error among that ends the command.
func (in *input) load() (project, error) {
	c, err := in.configured()
	if err != nil {
		return project{}, err
	}
	options, err := in.scope(c)
	if err != nil {
		return project{}, err
	}
	t, findings, err := render.Prove(c.Platform, c.options())
	if err != nil {
		return project{}, err
	}
	return project{tree: t, options: options}, in.find(findings, errFindings)
}

// configuration is what the user's files say.
type configuration struct {
	platform.Platform
	locate platform.Locator
	engine delivery.Engine
	own    own.Files
}

// options are what rendering is told of the configuration.
func (c configuration) options() render.Options {
	return render.Options{Engine: c.engine, Locate: c.locate, Own: c.own}
}

// configured loads the configuration.
func (in *input) configured() (configuration, error) {
	sources, err := in.sources()
	if err != nil {
		return configuration{}, err
	}
	p, locate, findings := platform.LoadLocated(sources...)
	engine, err := engines.Of(p, nil, locate)
	findings = append(findings, diag.Findings(err)...)
	var read own.Files
	if findings.Errors() == 0 {
		open, done := roots()
		defer done()
		var found diag.List
		read, found = own.Read(p, locate, open)
		findings = append(findings, found...)
	}
	return configuration{p, locate, engine, read}, in.find(findings, errConfiguration)
}

// roots opens folders that nothing leads out of, until done is called.
func roots() (open func(string) (fs.FS, error), done func()) {
	var all []*os.Root
	open = func(dir string) (fs.FS, error) {
		root, err := files.OpenRoot(dir)
		if err != nil {
			return nil, err
		}
		all = append(all, root)
		return root.FS(), nil
	}
	return open, func() {
		for _, root := range all {
			_ = root.Close()
		}
	}
}

func (in *input) sources() ([]platform.Source, error) {
	if len(in.configs) == 0 {
		return []platform.Source{{Name: "the built-in example", Data: platform.Default()}}, nil
	}
	names, err := files.Sources(in.configs)
	if err != nil {
		return nil, fmt.Errorf("configuration: %w", err)
	}
	var sources []platform.Source
	for _, name := range names {
		data, err := in.read(name)
		if err != nil {
			return nil, fmt.Errorf("configuration: %w", err)
		}
		if name == "-" {
			name = "standard input"
		}
		sources = append(sources, platform.Source{Name: name, Data: data})
	}
	return sources, nil
}

// largestConfig is some ten times what a thousand environments need.
const largestConfig = 16 * files.MiB

func (in *input) read(name string) ([]byte, error) {
	if name == "-" {
		return files.ReadAll(in.stdin, "standard input", largestConfig)
	}
	data, err := files.Read(name, largestConfig)
	if errors.Is(err, files.ErrNotAFile) {
		err = fmt.Errorf("%w; to read a pipe: --config -", err)
	}
	return data, err
}

// scope limits a run to the folders that change with the chosen environments.
func (in *input) scope(c configuration) (tree.WriteOptions, error) {
	if len(in.environments) == 0 {
		return tree.WriteOptions{}, nil
	}
	names := c.environments()
	var dirs []string
	for _, name := range in.environments {
		if !slices.Contains(names, name) {
			return tree.WriteOptions{}, errors.New(strings.TrimSpace(fmt.Sprintf("--environment %q: there is no such environment (there is %s) %s",
				name, strings.Join(names, ", "), diag.DidYouMean(name, names))))
		}
		dirs = append(dirs, c.engine.Scope(name)...)
	}
	return tree.WriteOptions{Scope: tree.Under(dirs...)}, nil
}

func (c configuration) environments() []string {
	var names []string
	for _, env := range c.Spec.Environments {
		names = append(names, env.Name)
	}
	return names
}

// completeEnvironment offers the configured environments to the shell.
func (in *input) completeEnvironment(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	c, err := in.configured()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	return c.environments(), cobra.ShellCompDirectiveNoFileComp
}
