package golden

import (
	"bytes"
	"path"
	"path/filepath"
	"strings"
	"testing"

	kustomizev1 "github.com/fluxcd/kustomize-controller/api/v1"
	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"
	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/tree"
)

// fluxKustomizations are the Flux Kustomizations of a tree by namespace/name.
func fluxKustomizations(t *testing.T, tree *tree.Tree) map[string]kustomizev1.Kustomization {
	t.Helper()
	found := map[string]kustomizev1.Kustomization{}
	for _, f := range tree.Files() {
		if !f.Object || !bytes.Contains(f.Data, []byte("kind: Kustomization")) || !strings.HasPrefix(f.Path, "clusters/") {
			continue
		}
		var k kustomizev1.Kustomization
		if err := yaml.UnmarshalStrict(f.Data, &k); err != nil {
			t.Fatalf("%s: %v", f.Path, err)
		}
		found[k.Namespace+"/"+k.Name] = k
	}
	if len(found) < 10 {
		t.Fatalf("found %d Flux Kustomizations, want at least the control plane's 3 and an environment's 7", len(found))
	}
	return found
}

// TestKustomizeBuilds builds every folder that a Flux Kustomization names, and
// the entry point as Flux does, with kustomize itself.
func TestKustomizeBuilds(t *testing.T) {
	for _, scenario := range scenariosOf(t, platform.Flux) {
		p, tree := load(t, scenario), renderScenario(t, scenario)
		memory := filesys.MakeFsInMemory()
		for _, f := range tree.Files() {
			if err := memory.WriteFile("/"+f.Path, f.Data); err != nil {
				t.Fatal(err)
			}
		}
		built := map[string]bool{}
		build := func(dir string) {
			out, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(memory, dir)
			if err != nil {
				t.Errorf("%s: kustomize build %s: %v", scenario, dir, err)
				return
			}
			for _, r := range out.Resources() {
				built[r.GetGvk().String()+" "+r.GetNamespace()+"/"+r.GetName()+" "+dir] = true
			}
		}
		for _, k := range fluxKustomizations(t, tree) {
			dir, err := filepath.Rel(p.Spec.Delivery.Repository.Path, k.Spec.Path)
			if err != nil {
				t.Fatal(err)
			}
			build("/" + filepath.ToSlash(dir))
		}
		hub := path.Join("clusters", p.Spec.Delivery.Hub)
		build("/" + hub + "/control-plane")
		for _, env := range p.Spec.Environments {
			build("/" + hub + "/environments/" + env.Name)
		}
		objects := 0
		for _, f := range tree.Files() {
			if f.Object {
				objects++
			}
		}
		if len(built) != objects {
			t.Errorf("%s: kustomize builds %d objects, the tree holds %d: some file is in no kustomization.yaml, or two are one object", scenario, len(built), objects)
		}
	}
}

// TestEntryPointHasNoKustomization: bootstrap adds flux-system beside our
// folders, and a list of ours would leave it out.
func TestEntryPointHasNoKustomization(t *testing.T) {
	for _, scenario := range scenariosOf(t, platform.Flux) {
		hub := load(t, scenario).Spec.Delivery.Hub
		for _, f := range renderScenario(t, scenario).Files() {
			if path.Dir(f.Path) == "clusters/"+hub {
				t.Errorf("%s: %s lies in the entry point itself", scenario, f.Path)
			}
		}
	}
}

// TestDependenciesExist: every dependsOn of a Kustomization names one of the
// tree, and following them never comes back.
func TestDependenciesExist(t *testing.T) {
	for _, scenario := range scenariosOf(t, platform.Flux) {
		all := fluxKustomizations(t, renderScenario(t, scenario))
		var follow func(name string, path []string)
		follow = func(name string, path []string) {
			for _, seen := range path {
				if seen == name {
					t.Fatalf("%s: Kustomizations wait for each other: %s", scenario, strings.Join(append(path, name), " → "))
				}
			}
			k, ok := all[name]
			if !ok {
				t.Fatalf("%s: %s depends on %s, which does not exist", scenario, path[len(path)-1], name)
			}
			for _, d := range k.Spec.DependsOn {
				namespace := d.Namespace
				if namespace == "" {
					namespace = k.Namespace
				}
				follow(namespace+"/"+d.Name, append(path, name))
			}
		}
		for name := range all {
			follow(name, nil)
		}
	}
}

// TestPathsExist: every path of a Kustomization is a folder of the tree, below
// the folder of the repository that the tree is rendered into.
func TestPathsExist(t *testing.T) {
	for _, scenario := range scenariosOf(t, platform.Flux) {
		p, tree := load(t, scenario), renderScenario(t, scenario)
		inRepository := map[string]bool{}
		for _, f := range tree.Files() {
			inRepository["./"+path.Join(p.Spec.Delivery.Repository.Path, f.Path)] = true
		}
		for name, k := range fluxKustomizations(t, tree) {
			if !inRepository[k.Spec.Path+"/kustomization.yaml"] {
				t.Errorf("%s: %s: path %s holds no kustomization.yaml of ours", scenario, name, k.Spec.Path)
			}
		}
	}
}
