package apis_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/pkg/apis/xpkg"
	"seamark.dev/seamark/pkg/components/apis"
	"seamark.dev/seamark/pkg/render"
)

// TestConfigurationIsTheSame proves that the package and the GitOps tree carry
// the same definitions and Compositions, byte for byte.
func TestConfigurationIsTheSame(t *testing.T) {
	tree := map[render.ObjectRef][]byte{}
	for _, o := range apis.Component().Objects {
		if strings.HasPrefix(render.RefOf(o).Group, "apiextensions.") {
			tree[render.RefOf(o)] = encode(t, o)
		}
	}
	inPackage := 0
	for _, f := range apis.Configuration() {
		if !strings.HasPrefix(f.Path, "apis/") {
			continue
		}
		inPackage++
		if !bytes.Equal(tree[render.RefOf(f.Object)], encode(t, f.Object)) {
			t.Errorf("%s is not what the tree carries", f.Path)
		}
	}
	if inPackage != len(tree) {
		t.Errorf("the package has %d definitions and Compositions, the tree %d", inPackage, len(tree))
	}
}

func TestConfigurationFiles(t *testing.T) {
	var paths []string
	for _, f := range apis.Configuration() {
		paths = append(paths, f.Path)
	}
	want := []string{
		"crossplane.yaml",
		"apis/doksclusters/definition.yaml",
		"apis/logsinks/definition.yaml",
		"apis/manageddatabases/definition.yaml",
		"apis/objectstores/definition.yaml",
		"apis/doksclusters/composition.yaml",
		"apis/logsinks/composition.yaml",
		"apis/manageddatabases/composition-pg.yaml",
		"apis/manageddatabases/composition-valkey.yaml",
		"apis/objectstores/composition.yaml",
		"examples/dokscluster-example.yaml",
		"examples/manageddatabase-adservice.yaml",
		"examples/manageddatabase-cartservice.yaml",
		"examples/objectstore-loki.yaml",
		"examples/logsink-adservice.yaml",
		"examples/logsink-cartservice.yaml",
	}
	if diff := cmp.Diff(want, paths); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

// TestDependencies proves that crossplane.yaml asks for the packages that are
// pinned, up to their next major version.
func TestDependencies(t *testing.T) {
	read := &xpkg.Configuration{}
	if err := yaml.UnmarshalStrict(encode(t, apis.Configuration()[0].Object), read); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, d := range read.Spec.DependsOn {
		got[d.Kind+" "+d.Package[strings.LastIndex(d.Package, "/")+1:]] = d.Version
	}
	want := map[string]string{
		"Function function-patch-and-transform": ">=v0.10.7 <v1.0.0",
		"Provider provider-http":                ">=v1.0.14 <v2.0.0",
		"Provider provider-kubernetes":          ">=v1.2.1 <v2.0.0",
		"Provider provider-upjet-digitalocean":  ">=v1.0.1 <v2.0.0",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("dependencies (-want +got):\n%s", diff)
	}
}
