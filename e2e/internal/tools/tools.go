// Package tools builds the programs that the tests drive, at the versions that
// the modules below e2e/tools pin, and keeps them for the next run.
package tools

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// Tool is a program that is built from a pinned module of its own, so that its
// dependencies are not the ones of the tests. Modules that a workspace
// (e2e/tools/*.work) names are built together, so that what they have in common
// is compiled once: of each dependency they get the highest version that one of
// them requires.
type Tool struct {
	// Name is the file name of the program.
	Name string
	// Module is the folder of the pinning module below e2e/tools.
	Module string
	// Package is what to build, as seen from the module.
	Package string
	// Source is the module whose version counts.
	Source string
	// Tags are build tags, separated by commas. Empty means none.
	Tags string
	// Variables are set by the linker: a program that is built from its module
	// has no version stamp. The value VERSION stands for Source's version.
	Variables map[string]string
}

// Reconciler is one pass of Crossplane's composite reconciler as a program.
var Reconciler = Tool{Name: "render", Module: "render", Package: ".", Source: "github.com/crossplane/crossplane/v2"}

// PatchAndTransform is function-patch-and-transform, the server, unchanged.
var PatchAndTransform = Tool{
	Name:    "function-patch-and-transform",
	Module:  "function-patch-and-transform",
	Package: "github.com/crossplane-contrib/function-patch-and-transform",
	Source:  "github.com/crossplane-contrib/function-patch-and-transform",
}

// Build returns the path of the tool, which it builds unless an earlier run
// did. A cold build takes minutes, most of them compiling; standard error tells
// what it took.
func (t Tool) Build(ctx context.Context) (string, error) {
	dir, err := t.dir()
	if err != nil {
		return "", err
	}
	path, err := t.cached(dir)
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	return path, t.build(ctx, dir, path)
}

// Version is the version of the source that the pinning module requires.
func (t Tool) Version() (string, error) {
	dir, err := t.dir()
	if err != nil {
		return "", err
	}
	content, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	if err != nil {
		return "", err
	}
	for line := range strings.Lines(string(content)) {
		fields := strings.Fields(strings.TrimPrefix(line, "require "))
		if len(fields) >= 2 && fields[0] == t.Source {
			return fields[1], nil
		}
	}
	return "", fmt.Errorf("%s does not require %s", dir, t.Source)
}

// dir is the pinning module's folder.
func (t Tool) dir() (string, error) {
	root, err := Root()
	if err != nil {
		return "", err
	}
	return filepath.Join(root, "tools", t.Module), nil
}

// cached is where the tool is kept. The key in the path changes with
// everything that the program depends on.
func (t Tool) cached(dir string) (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", fmt.Errorf("cannot find a folder to keep %s in: %w", t.Name, err)
	}
	flags, err := t.flags()
	if err != nil {
		return "", err
	}
	key, err := key(dir, strings.Join(flags, " "))
	if err != nil {
		return "", fmt.Errorf("cannot tell which build of %s is wanted: %w", t.Name, err)
	}
	return filepath.Join(cache, "seamark-e2e", key, t.Name), nil
}

// build compiles the tool beside path and moves it there when it is complete,
// so that neither an interrupt nor a second run ever sees half of it.
func (t Tool) build(ctx context.Context, dir, path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	temporary := fmt.Sprintf("%s.%d", path, os.Getpid())
	defer os.Remove(temporary)

	flags, err := t.flags()
	if err != nil {
		return err
	}
	shared, err := workspace(dir)
	if err != nil {
		return err
	}
	args := append([]string{"build", "-C", dir, "-mod=readonly", "-o", temporary}, flags...)
	cmd := exec.CommandContext(ctx, "go", append(args, t.Package)...)
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOWORK="+cmp.Or(shared, "off"), "GOFLAGS=")
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("cannot build %s: %w\n%s", t.Name, err, out)
	}
	used := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
	fmt.Fprintf(os.Stderr, "built %s: %.0f CPU seconds\n", t.Name, used.Seconds())
	return os.Rename(temporary, path)
}

// compilerFlags make compiling a third cheaper: nothing for a debugger, and no
// inlining but in the standard library, where most of the time is spent at run
// time. All programs have the same, because they share what is compiled.
var compilerFlags = []string{"-trimpath", "-buildvcs=false", "-gcflags=all=-l -dwarf=false", "-gcflags=std=-dwarf=false"}

// flags are those that the program depends on.
func (t Tool) flags() ([]string, error) {
	linker, err := t.linkerFlags()
	return append(slices.Clone(compilerFlags), "-tags="+t.Tags, "-ldflags="+linker), err
}

// linkerFlags leave out what only a debugger needs, and set the variables.
func (t Tool) linkerFlags() (string, error) {
	flags := "-s -w"
	if len(t.Variables) == 0 {
		return flags, nil
	}
	version, err := t.Version()
	if err != nil {
		return "", err
	}
	for _, name := range slices.Sorted(maps.Keys(t.Variables)) {
		flags += " -X " + name + "=" + strings.ReplaceAll(t.Variables[name], "VERSION", version)
	}
	return flags, nil
}

// Folder is where the source's module lies, for the manifests that it carries.
func (t Tool) Folder(ctx context.Context) (string, error) {
	dir, err := t.dir()
	if err != nil {
		return "", err
	}
	version, err := t.Version()
	if err != nil {
		return "", err
	}
	cmd := exec.CommandContext(ctx, "go", "mod", "download", "-json", t.Source+"@"+version)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOWORK=off", "GOFLAGS=-mod=readonly")
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("cannot download %s %s: %w", t.Source, version, err)
	}
	var module struct{ Dir string }
	return module.Dir, json.Unmarshal(out, &module)
}
