// Package golden holds whole rendered repositories, one for each scenario: the
// configuration, and below tree/ everything that is rendered from it. A change
// of the code shows here as a diff that a reviewer reads.
package golden

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/render"
	"seamark.dev/seamark/pkg/tree"
)

var update = flag.Bool("update", false, "write the golden trees instead of comparing with them")

// scenarios are the folders that hold a configuration.
func scenarios(t *testing.T) []string {
	t.Helper()
	configs, err := filepath.Glob("*/platform.yaml")
	if err != nil || len(configs) < 4 {
		t.Fatalf("found %d scenarios (%v), want the default, a production-shaped one, two environments on one hub and a minimal one at least", len(configs), err)
	}
	for i, config := range configs {
		configs[i] = filepath.Dir(config)
	}
	return configs
}

// scenariosOf are the scenarios for an engine.
func scenariosOf(t *testing.T, engine platform.Engine) []string {
	t.Helper()
	var names []string
	for _, scenario := range scenarios(t) {
		if load(t, scenario).Spec.Delivery.Engine == engine {
			names = append(names, scenario)
		}
	}
	if len(names) == 0 {
		t.Fatalf("no scenario is for %s", engine)
	}
	return names
}

// load reads the configuration of a scenario, which must be without findings.
func load(t *testing.T, scenario string) platform.Platform {
	t.Helper()
	name := filepath.Join(scenario, "platform.yaml")
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	p, findings := platform.Load(platform.Source{Name: name, Data: data})
	if len(findings) > 0 {
		t.Fatalf("a golden configuration has findings:\n%v", findings.Sorted())
	}
	return p
}

func renderScenario(t *testing.T, scenario string) *tree.Tree {
	t.Helper()
	repo, findings, err := render.Prove(load(t, scenario), render.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(findings) > 0 {
		t.Fatalf("%s: what is rendered has findings, warnings count too:\n%v", scenario, findings)
	}
	return repo
}

func TestGolden(t *testing.T) {
	for _, scenario := range scenarios(t) {
		t.Run(scenario, func(t *testing.T) {
			repo, dir := renderScenario(t, scenario), filepath.Join(scenario, "tree")
			if *update {
				if _, err := tree.Write(dir, repo, tree.WriteOptions{}); err != nil {
					t.Fatal(err)
				}
			}
			var difference bytes.Buffer
			plan, err := tree.Diff(&difference, dir, repo, tree.WriteOptions{})
			if err != nil {
				t.Fatal(err)
			}
			if plan.Drift() {
				t.Errorf("the rendered tree differs from the golden one; bless it with `make update` if it is meant to:\n%s", difference.String())
			}
		})
	}
}

// TestDefaultIsTheExample ties the golden default to what a user gets without
// flags.
func TestDefaultIsTheExample(t *testing.T) {
	data, err := os.ReadFile("default/platform.yaml")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(data, platform.Default()) {
		t.Error("golden/default/platform.yaml is not the embedded default configuration")
	}
}

// TestDeterministic renders often: map orders and goroutines differ each time.
func TestDeterministic(t *testing.T) {
	for _, scenario := range scenarios(t) {
		p := load(t, scenario)
		first, err := render.Render(p, components.Standard())
		if err != nil {
			t.Fatal(err)
		}
		for range 10 {
			again, err := render.Render(p, components.Standard())
			if err != nil {
				t.Fatal(err)
			}
			for i, f := range again.Files() {
				if want := first.Files()[i]; f.Path != want.Path || !bytes.Equal(f.Data, want.Data) {
					t.Fatalf("%s: %s differs between two runs", scenario, f.Path)
				}
			}
		}
	}
}
