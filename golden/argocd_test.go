package golden

import (
	"path"
	"strings"
	"testing"

	"sigs.k8s.io/kustomize/api/krusty"
	"sigs.k8s.io/kustomize/kyaml/filesys"

	"seamark.dev/seamark/pkg/apis/argocd"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/tree"
)

// TestArgoCDBuilds builds every folder that an Application names, and what a
// person applies, with kustomize itself; all but those in which kustomize would
// fetch a chart. Each object of the tree is in exactly one of them.
func TestArgoCDBuilds(t *testing.T) {
	for _, scenario := range scenarios(t) {
		p, tree := with(t, scenario, platform.ArgoCD)
		memory := filesys.MakeFsInMemory()
		objects := 0
		for _, f := range tree.Files() {
			if err := memory.WriteFile("/"+f.Path, f.Data); err != nil {
				t.Fatal(err)
			}
			if f.Object {
				objects++
			}
		}
		built := map[string]string{}
		for name, a := range decodeKind[argocd.Application](t, tree, "Application") {
			if a.Spec.Source == nil || strings.Contains(a.Spec.Source.Path, "/release-") {
				continue
			}
			dir := strings.TrimPrefix(a.Spec.Source.Path, p.Spec.Delivery.Repository.Path)
			out, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(memory, path.Join("/", dir))
			if err != nil {
				t.Fatalf("%s: %s: kustomize build %s: %v", scenario, name, dir, err)
			}
			for _, r := range out.Resources() {
				id := r.GetGvk().String() + " " + r.GetNamespace() + "/" + r.GetName() + " in " + a.Spec.Destination.Name
				if other, twice := built[id]; twice {
					t.Errorf("%s: %s is in %s and in %s", scenario, id, other, name)
				}
				built[id] = name
			}
		}
		if len(built) != objects {
			t.Errorf("%s: kustomize builds %d objects, the tree holds %d", scenario, len(built), objects)
		}
		bootstrap(t, memory, p)
	}
}

// bootstrap is what a person applies: three objects.
func bootstrap(t *testing.T, memory filesys.FileSystem, p platform.Platform) {
	t.Helper()
	out, err := krusty.MakeKustomizer(krusty.MakeDefaultOptions()).Run(memory, "/clusters/"+p.Spec.Delivery.Hub+"/bootstrap")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range out.Resources() {
		got = append(got, r.GetKind()+" "+r.GetNamespace()+"/"+r.GetName())
	}
	if want := "ConfigMap argocd/argocd-cm, AppProject argocd/seamark, Application argocd/seamark"; strings.Join(got, ", ") != want {
		t.Errorf("a person applies %s, want %s", strings.Join(got, ", "), want)
	}
}

// TestArgoCDPaths: every path and value file of an Application is in the tree.
func TestArgoCDPaths(t *testing.T) {
	for _, scenario := range scenarios(t) {
		p, tree := with(t, scenario, platform.ArgoCD)
		inRepository := map[string]bool{}
		for _, f := range tree.Files() {
			inRepository[path.Join(p.Spec.Delivery.Repository.Path, f.Path)] = true
		}
		for file, a := range decodeKind[argocd.Application](t, tree, "Application") {
			for _, want := range wanted(a) {
				if !inRepository[want] {
					t.Errorf("%s: %s: %s is not in the repository", scenario, file, want)
				}
			}
			generate := a.Annotations[argocd.ManifestGeneratePaths]
			if generate != "." && !inRepository[strings.TrimPrefix(generate, "/")] {
				t.Errorf("%s: %s: manifests are made anew after a change of %s, which is not in the repository", scenario, file, generate)
			}
		}
	}
}

// wanted are the files that an Application needs in the repository.
func wanted(a argocd.Application) []string {
	if a.Spec.Source != nil {
		return []string{a.Spec.Source.Path + "/kustomization.yaml"}
	}
	var files []string
	for _, s := range a.Spec.Sources {
		if s.Helm != nil {
			for _, f := range s.Helm.ValueFiles {
				files = append(files, strings.TrimPrefix(f, "$values/"))
			}
		}
	}
	return files
}

// TestArgoCDShowsNoSecretValues: Argo CD does not look at the kind whose spec
// holds the values of Secrets, so it may apply none, and what holds Secrets is
// excluded.
func TestArgoCDShowsNoSecretValues(t *testing.T) {
	for _, scenario := range scenarios(t) {
		_, tree := with(t, scenario, platform.ArgoCD)
		for _, f := range tree.Files() {
			if f.Object && strings.Contains("\n"+string(f.Data), "\napiVersion: kubernetes.m.crossplane.io/v1alpha1\nkind: Object\n") {
				t.Errorf("%s: %s is an Object", scenario, f.Path)
			}
		}
		settings := string(fileNamed(t, tree, "/configmap-argocd-cm.yaml"))
		if !strings.Contains(settings, "    - apiGroups: [kubernetes.m.crossplane.io]\n      kinds: [Object]\n") {
			t.Errorf("%s: Objects would be shown:\n%s", scenario, settings)
		}
	}
}

func fileNamed(t *testing.T, tree *tree.Tree, suffix string) []byte {
	t.Helper()
	for _, f := range tree.Files() {
		if strings.HasSuffix(f.Path, suffix) {
			return f.Data
		}
	}
	t.Fatalf("no file *%s", suffix)
	return nil
}
