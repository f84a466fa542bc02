// Package provetest helps the tests of checks: configurations whose units are in
// order, ways to break them, and what is then found.
package provetest

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/engines"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// Small is a configuration of one environment, blue. What follows it is on line
// 9.
const Small = `apiVersion: seamark.dev/v1alpha1
kind: Platform
metadata: {name: acme}
spec:
  environments:
  - name: blue
    region: sfo3
    domain: {zone: example.com, acmeEmail: a@example.com}
`

// Configured is what a configuration is proved by.
func Configured(tb testing.TB, name, data string) inventory.Input {
	tb.Helper()
	p, locate, findings := platform.LoadLocated(platform.Source{Name: name, Data: []byte(data)})
	if err := findings.Err(); err != nil {
		tb.Fatal(err)
	}
	return Built(tb, p, locate)
}

// Built is what a platform is proved by.
func Built(tb testing.TB, p platform.Platform, locate platform.Locator) inventory.Input {
	tb.Helper()
	engine, err := engines.Of(p, nil, nil)
	if err != nil {
		tb.Fatal(err)
	}
	units, err := components.Build(p, components.Standard(), engine)
	if err != nil {
		tb.Fatal(err)
	}
	return inventory.Input{Platform: p, Units: units, Engine: engine, Switchable: components.Switchable(components.Standard()), Locate: locate}
}

// Overriding is the small configuration with overrides of its environment, which
// begin on line 10.
func Overriding(tb testing.TB, overrides string) inventory.Input {
	tb.Helper()
	lines := "    overrides:\n"
	for line := range strings.Lines(overrides) {
		lines += "      " + line
	}
	return Configured(tb, "platform.yaml", Small+lines)
}

// Goldens are the configurations of the full scenarios. The folder is that of
// the module, as the test sees it.
func Goldens(tb testing.TB, module string) map[string]inventory.Input {
	tb.Helper()
	files, err := filepath.Glob(filepath.Join(module, "golden", "*", "platform.yaml"))
	if err != nil || len(files) < 4 {
		tb.Fatalf("%d golden configurations, %v", len(files), err)
	}
	inputs := map[string]inventory.Input{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			tb.Fatal(err)
		}
		inputs[file] = Configured(tb, file, string(data))
	}
	return inputs
}

// Lines are findings as they are printed, sorted.
func Lines(findings diag.List) []string {
	var lines []string
	for _, f := range findings.Sorted() {
		lines = append(lines, f.String())
	}
	return lines
}

var ownLine = regexp.MustCompile(`\.go:[0-9]+`)

// Told are findings as they are printed, without the lines of our own code,
// which move.
func Told(findings diag.List) []string {
	var all []string
	for _, line := range Lines(findings) {
		all = append(all, ownLine.ReplaceAllString(line, ".go"))
	}
	return all
}

// Fault is something done to units that are in order, and what is then found.
type Fault struct {
	Reason string
	Do     func(Tree)
	Want   []string
}

// Seed breaks the small configuration in each way and compares what is found.
func Seed(t *testing.T, check func(*inventory.Inventory) diag.List, faults map[string]Fault) {
	t.Helper()
	for name, f := range faults {
		t.Run(name, func(t *testing.T) {
			in := Configured(t, "platform.yaml", Small)
			if found := Lines(check(inventory.Read(in))); len(found) > 0 {
				t.Fatalf("before anything was broken: %v", found)
			}
			f.Do(Tree{t, in})
			if diff := cmp.Diff(f.Want, Told(check(inventory.Read(in)))); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", f.Reason, diff)
			}
		})
	}
}

// Environments is the default configuration with n environments.
func Environments(tb testing.TB, n int) inventory.Input {
	tb.Helper()
	p, findings := platform.Load(platform.Source{Name: "default", Data: platform.Default()})
	if err := findings.Err(); err != nil {
		tb.Fatal(err)
	}
	first := p.Spec.Environments[0]
	p.Spec.Environments = nil
	p.Spec.Hub.PollInterval = "" // it goes by the number of environments
	for i := range n {
		env := first
		env.Name = fmt.Sprintf("staging-%03d", i)
		p.Spec.Environments = append(p.Spec.Environments, env)
	}
	return Built(tb, p, nil)
}
