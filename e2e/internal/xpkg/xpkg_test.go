package xpkg

import (
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"

	"seamark.dev/seamark/e2e/internal/kubernetes"
	"seamark.dev/seamark/pkg/charts"
)

// objects are the documents of a text by what they are. The program writes an
// empty status, which nobody takes.
func objects(t *testing.T, text []byte) map[string]any {
	t.Helper()
	decoded, err := kubernetes.Decode(text)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]any{}
	for _, o := range decoded {
		delete(o.Object, "status")
		found[o.GroupVersionKind().String()+" "+o.GetName()] = o.Object
	}
	if len(found) != len(decoded) {
		t.Errorf("of %d objects some are there twice", len(decoded))
	}
	return found
}

// rendered are the objects of the files below a folder.
func rendered(t *testing.T, folder string) map[string]any {
	t.Helper()
	all := map[string]any{}
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".yaml" {
			return err
		}
		text, err := os.ReadFile(path)
		if err == nil {
			maps.Copy(all, objects(t, text))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestBuild packs crossplane/ as its users do, and wants in the package what is
// rendered, and nothing else.
func TestBuild(t *testing.T) {
	folder, err := Folder()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "seamark.xpkg")
	if err := Build(t.Context(), folder, file); err != nil {
		t.Fatal(err)
	}
	base, err := Layer(file, "base")
	if err != nil {
		t.Fatal(err)
	}
	got := objects(t, base)
	want := rendered(t, filepath.Join(folder, "apis"))
	maps.Copy(want, rendered(t, filepath.Join(folder, "crossplane.yaml")))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the package (-rendered +built):\n%s", diff)
	}

	examples, err := Layer(file, "upbound")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(rendered(t, filepath.Join(folder, "examples")), objects(t, examples)); diff != "" {
		t.Errorf("the examples (-rendered +built):\n%s", diff)
	}
	dependencies(t, got)
}

// dependencies wants the package to bring along exactly what the platform installs.
func dependencies(t *testing.T, built map[string]any) {
	t.Helper()
	want, got := map[string]string{}, map[string]string{}
	for _, p := range charts.Packages() {
		want[p.Image] = ">=" + p.Version
	}
	for name, o := range built {
		if !strings.HasPrefix(name, "meta.pkg.crossplane.io/") {
			continue
		}
		all, _, _ := unstructured.NestedSlice(o.(map[string]any), "spec", "dependsOn")
		for _, d := range all {
			fields := d.(map[string]any)
			least, _, _ := strings.Cut(fmt.Sprint(fields["version"]), " ")
			got[fmt.Sprint(fields["package"])] = least
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("what the package depends on (-want +got):\n%s", diff)
	}
}

// TestBuildRefuses: the program reads what it packs, so that a package which
// Crossplane would not install is not built.
func TestBuildRefuses(t *testing.T) {
	folder, err := Folder()
	if err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct{ reason, file, content string }{
		"another kind": {
			reason: "A Configuration holds definitions and Compositions.",
			file:   "apis/more.yaml", content: "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: more}\n",
		},
		"no package": {reason: "It must say what it is.", file: "crossplane.yaml", content: ""},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			if err := os.CopyFS(dir, os.DirFS(folder)); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(tc.file)), []byte(tc.content), 0o600); err != nil {
				t.Fatal(err)
			}
			if err := Build(t.Context(), dir, filepath.Join(t.TempDir(), "x.xpkg")); err == nil {
				t.Errorf("it is built all the same: %s", tc.reason)
			}
		})
	}
}
