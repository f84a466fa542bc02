// Package crossplane holds Seamark's compositions as a Crossplane Configuration
// package, for those who want them without the rest:
//
//	crossplane xpkg build --package-root=crossplane --examples-root=crossplane/examples
//
// The files are rendered; this test keeps them current.
package crossplane

import (
	"bytes"
	"flag"
	"testing"

	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/components/apis"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/render"
	"seamark.dev/seamark/pkg/repository"
)

var update = flag.Bool("update", false, "write the package instead of comparing with it")

func packageTree(t *testing.T) *render.Tree {
	t.Helper()
	tree := &render.Tree{}
	for _, o := range apis.Configuration() {
		f, err := render.ObjectFile(o.Path, "apis", o.Object)
		if err != nil {
			t.Fatal(err)
		}
		if err := tree.Add(f); err != nil {
			t.Fatal(err)
		}
	}
	return tree
}

func TestPackageIsCurrent(t *testing.T) {
	tree := packageTree(t)
	if *update {
		if _, err := render.Write(".", tree, render.WriteOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	var difference bytes.Buffer
	plan, err := render.Diff(&difference, ".", tree, render.WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if plan.Drift() {
		t.Errorf("the package is not what is rendered; run `make update`:\n%s", difference.String())
	}
}

// TestSameBytesAsTheRepository: who installs the package gets what the GitOps
// repository carries, to the byte.
func TestSameBytesAsTheRepository(t *testing.T) {
	p, findings := platform.Load(platform.Source{Name: "default", Data: platform.Default()})
	if err := findings.Err(); err != nil {
		t.Fatal(err)
	}
	tree, err := repository.Render(p, components.Standard())
	if err != nil {
		t.Fatal(err)
	}
	inRepository := map[string]bool{}
	for _, f := range tree.Files() {
		inRepository[string(f.Data)] = true
	}
	shared := 0
	for _, f := range packageTree(t).Files() {
		if bytes.Contains(f.Data, []byte("kind: CompositeResourceDefinition\n")) || bytes.Contains(f.Data, []byte("kind: Composition\n")) {
			shared++
			if !inRepository[string(f.Data)] {
				t.Errorf("%s differs from what the repository carries", f.Path)
			}
		}
	}
	if want := len(apis.Definitions()) + len(apis.Compositions()); shared != want {
		t.Errorf("the package holds %d definitions and compositions, want %d", shared, want)
	}
}
