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
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/delivery"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/render"
	"seamark.dev/seamark/pkg/tree"
)

var update = flag.Bool("update", false, "write the package instead of comparing with it")

func packageTree(t *testing.T) *tree.Tree {
	t.Helper()
	repo := &tree.Tree{}
	for _, o := range apis.Configuration() {
		f, err := delivery.ObjectFile(o.Path, "apis", o.Object)
		if err != nil {
			t.Fatal(err)
		}
		if err := repo.Add(f); err != nil {
			t.Fatal(err)
		}
	}
	return repo
}

func TestPackageIsCurrent(t *testing.T) {
	repo := packageTree(t)
	if *update {
		if _, err := tree.Write(".", repo, tree.WriteOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	var difference bytes.Buffer
	plan, err := tree.Diff(&difference, ".", repo, tree.WriteOptions{})
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
	repo, err := render.Render(p, components.Standard())
	if err != nil {
		t.Fatal(err)
	}
	inRepository := map[string]bool{}
	for _, f := range repo.Files() {
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
	if want := len(apis.Definitions(databases.Engines())) + len(apis.Compositions(databases.Engines())); shared != want {
		t.Errorf("the package holds %d definitions and compositions, want %d", shared, want)
	}
}
