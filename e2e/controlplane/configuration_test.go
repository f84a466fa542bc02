package controlplane

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/controller-runtime/pkg/client"

	"seamark.dev/seamark/e2e/internal/kubernetes"
	"seamark.dev/seamark/e2e/internal/xpkg"
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components/apis"
	engines "seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/platform"
)

var (
	configurations = schema.GroupVersionKind{Group: "pkg.crossplane.io", Version: "v1", Kind: "Configuration"}
	definitions    = schema.GroupVersionKind{Group: "apiextensions.crossplane.io", Version: "v2", Kind: "CompositeResourceDefinition"}
	compositions   = schema.GroupVersionKind{Group: "apiextensions.crossplane.io", Version: "v1", Kind: "Composition"}
	objectStores   = schema.GroupVersionKind{Group: "seamark.dev", Version: "v1alpha1", Kind: "ObjectStore"}
	secretCopies   = schema.GroupVersionKind{Group: "seamark.dev", Version: "v1alpha1", Kind: "SecretCopy"}

	compositionRevisions = schema.GroupVersionKind{Group: "apiextensions.crossplane.io", Version: "v1", Kind: "CompositionRevision"}
)

// TestConfiguration installs crossplane/ as a package: built by Crossplane's own
// program and pulled from a registry by Crossplane, which finds what it depends
// on there too. It stands in for all packages, definitions and Compositions of
// the repository, and the cloud resources of an environment come to life by it. A
// new version of it reaches what is not held, and then what no longer is.
func TestConfiguration(t *testing.T) {
	w := newWorld(t)
	w.repo = w.newRepository()
	p := parse(t, beta)
	p.Spec.Environments[0].Compositions.Update = platform.Manual
	w.createSecrets(t, p)
	folder, err := xpkg.Folder()
	must(t, err)
	installed := w.publishConfiguration(t, folder, "v0.1.0")
	w.repo.push(t, p, "with the Configuration", func(dir string) { must(t, useConfiguration(dir, installed)) })
	w.startFlux(t)

	w.eventually(t, rollOut, "the Configuration is installed and healthy", func() error {
		o, err := get(w.ctx, w.client, configurations, "", "seamark")
		if err != nil {
			return err
		}
		return conditions(*o, "Installed", "Healthy")
	})
	for _, pinned := range charts.Packages() {
		w.eventually(t, rollOut, pinned.Name+" came along with it", func() error { return w.cameAlong(pinned) })
	}
	w.broughtBy(t, definitions, len(apis.Definitions(engines.Engines())))
	w.broughtBy(t, compositions, len(apis.Compositions(engines.Engines())))
	w.eventually(t, rollOut, "the cloud resources of the environment are ready", func() error {
		o, err := get(w.ctx, w.client, kustomizations, "beta", "1-infra")
		if err == nil && conditionOf(*o, "Ready")["status"] != "True" {
			err = errors.New(message(*o, "not ready"))
		}
		return err
	})
	for _, want := range []string{"VPC beta", "KubernetesCluster beta", "Database beta-adservice-pg", "Database beta-cartservice-valkey", "Bucket acme-beta-loki-logs"} {
		if all := w.cloud.Inventory(); !slices.Contains(all, want) {
			t.Errorf("the account has no %s: %v", want, all)
		}
	}
	newCompositions(t, w, p, folder)
	w.report(t)
}

// newCompositions installs a new version of the package. An XR that nobody holds
// takes its Compositions at once, those of the environment when they may.
func newCompositions(t *testing.T, w *world, p platform.Platform, folder string) {
	must(t, kubernetes.Apply(w.ctx, w.client, free(t)...))
	var first, firstFree string
	w.eventually(t, change, "both copies and stores have a Composition", func() (err error) {
		first, err = w.revisionOf(objectStores, "loki")
		if err == nil {
			firstFree, err = w.revisionOf(secretCopies, "free")
		}
		return err
	})

	changed := filepath.Join(w.dir, "crossplane")
	must(t, os.CopyFS(changed, os.DirFS(folder)))
	for _, plural := range []string{"objectstores", "secretcopies"} {
		must(t, replace(filepath.Join(changed, "apis", plural, "composition.yaml"), "step: compose", "step: compose-anew"))
	}
	installed := w.publishConfiguration(t, changed, "v0.2.0")
	use := func(dir string) { must(t, useConfiguration(dir, installed)) }
	w.pushed(t, p, "a new version of the Configuration", use)
	w.eventually(t, change, "what nobody holds has the new Composition", func() error {
		return differs(firstFree)(w.revisionOf(secretCopies, "free"))
	})
	w.eventually(t, change, "the store's Composition is new, too", func() error { return w.revisions("objectstores.seamark.dev", 2) })
	if now, err := w.revisionOf(objectStores, "loki"); err != nil || now != first {
		t.Errorf("the environment is held, and has %s in place of %s: %v", now, first, err)
	}

	p.Spec.Environments[0].Compositions.Update = platform.Automatic
	w.pushed(t, p, "the environment takes new Compositions", use)
	w.eventually(t, change, "the environment has the new Composition", func() error {
		return differs(first)(w.revisionOf(objectStores, "loki"))
	})
}

// free is a composite resource that no repository holds, and what it copies.
func free(t *testing.T) []*unstructured.Unstructured {
	t.Helper()
	objects, err := kubernetes.Decode([]byte(`
apiVersion: v1
kind: Secret
metadata: {name: free, namespace: beta}
stringData: {key: harness}
---
apiVersion: seamark.dev/v1alpha1
kind: SecretCopy
metadata: {name: free, namespace: beta}
spec: {clusterName: beta, namespace: demo}
`))
	must(t, err)
	return objects
}

// revisionOf is the revision of its Composition that an XR of beta has.
func (w *world) revisionOf(kind schema.GroupVersionKind, name string) (string, error) {
	o, err := get(w.ctx, w.client, kind, "beta", name)
	if err != nil {
		return "", err
	}
	revision, found, err := unstructured.NestedString(o.Object, "spec", "crossplane", "compositionRevisionRef", "name")
	if err == nil && !found {
		err = fmt.Errorf("%s %s has no revision of a Composition yet", kind.Kind, name)
	}
	return revision, err
}

// differs checks that a revision is not the one before.
func differs(before string) func(now string, err error) error {
	return func(now string, err error) error {
		if err == nil && now == before {
			err = errors.New("it still has " + before)
		}
		return err
	}
}

// revisions checks how many there are of a Composition.
func (w *world) revisions(composition string, want int) error {
	all, err := list(w.ctx, w.client, compositionRevisions, client.MatchingLabels{"crossplane.io/composition-name": composition})
	if err == nil && len(all) != want {
		err = fmt.Errorf("%s has %d revisions", composition, len(all))
	}
	return err
}

// publishConfiguration builds a folder and pushes it to the depot; it returns the
// name by which Crossplane, which knows of the mirror, pulls it.
func (w *world) publishConfiguration(t *testing.T, folder, version string) string {
	t.Helper()
	file := filepath.Join(w.dir, "seamark-"+version+".xpkg")
	must(t, xpkg.Build(w.ctx, folder, file))
	reference := "xpkg.crossplane.io/example/seamark:" + version
	must(t, xpkg.Push(w.ctx, file, w.depot.Address()+"/"+reference))
	return reference
}

// useConfiguration changes a rendered tree: the one package in place of all
// Providers, Functions, definitions and Compositions.
func useConfiguration(dir, reference string) error {
	packages := filepath.Join(dir, "control-plane", "packages", "packages")
	errs := []error{
		leaveOut(packages, "provider-", "function-"),
		leaveOut(filepath.Join(dir, "control-plane", "apis", "apis"), "compositeresourcedefinition-", "composition-"),
	}
	configuration := fmt.Sprintf("apiVersion: pkg.crossplane.io/v1\nkind: Configuration\nmetadata: {name: seamark}\nspec: {package: %s}\n", reference)
	errs = append(errs,
		os.WriteFile(filepath.Join(packages, "configuration.yaml"), []byte(configuration), 0o600),
		replace(filepath.Join(packages, "kustomization.yaml"), "resources:\n", "resources:\n- configuration.yaml\n"),
		// Its health is told by the same conditions.
		replace(filepath.Join(dir, entry, "control-plane", "kustomization-control-plane-packages.yaml"), "kind: Function", "kind: Configuration"))
	return errors.Join(errs...)
}

// leaveOut removes files by the beginning of their names, and from the list of
// their folder.
func leaveOut(folder string, prefixes ...string) error {
	for _, prefix := range prefixes {
		files, err := filepath.Glob(filepath.Join(folder, prefix+"*.yaml"))
		if err == nil && len(files) == 0 {
			err = fmt.Errorf("no file %s* in %s", prefix, folder)
		}
		for _, file := range files {
			err = errors.Join(err, os.Remove(file), replace(filepath.Join(folder, "kustomization.yaml"), "- "+filepath.Base(file)+"\n", ""))
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func replace(file, from, to string) error {
	text, err := os.ReadFile(file)
	if err == nil && !strings.Contains(string(text), from) {
		err = fmt.Errorf("%s has no %q", file, from)
	}
	if err != nil {
		return err
	}
	return os.WriteFile(file, []byte(strings.Replace(string(text), from, to, 1)), 0o600)
}

// cameAlong checks that a package which nobody asked for by name is there, at
// the pinned version, and under the name that the Compositions use.
func (w *world) cameAlong(p charts.Package) error {
	kind := schema.GroupVersionKind{Group: "pkg.crossplane.io", Version: "v1", Kind: "Provider"}
	if p == charts.FunctionPatchAndTransform {
		kind.Kind = "Function"
	}
	_, repository, _ := strings.Cut(p.Image, "/")
	o, err := get(w.ctx, w.client, kind, "", strings.ReplaceAll(repository, "/", "-"))
	if err != nil {
		return err
	}
	if from, _, _ := unstructured.NestedString(o.Object, "spec", "package"); from != p.Image+":"+p.Version {
		return fmt.Errorf("it is %s, the pin is %s:%s", from, p.Image, p.Version)
	}
	return conditions(*o, "Installed", "Healthy")
}

// broughtBy wants so many objects of a kind, all owned by the Configuration.
func (w *world) broughtBy(t *testing.T, kind schema.GroupVersionKind, want int) {
	t.Helper()
	all, err := list(w.ctx, w.client, kind)
	must(t, err)
	if len(all) != want {
		t.Errorf("%d objects of kind %s, want %d", len(all), kind.Kind, want)
	}
	for _, o := range all {
		owned := slices.ContainsFunc(o.GetOwnerReferences(), func(by metav1.OwnerReference) bool {
			return by.Kind == "ConfigurationRevision" && by.Controller != nil && *by.Controller
		})
		if !owned {
			t.Errorf("%s %s is not of the Configuration: %v", kind.Kind, o.GetName(), o.GetOwnerReferences())
		}
	}
}

// conditions are nil when all of them are true.
func conditions(o unstructured.Unstructured, names ...string) error {
	for _, name := range names {
		if c := conditionOf(o, name); c["status"] != "True" {
			return fmt.Errorf("%s %s: %s is %v: %v", o.GetKind(), o.GetName(), name, c["status"], c["message"])
		}
	}
	return nil
}
