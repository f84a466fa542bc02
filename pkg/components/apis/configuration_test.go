package apis_test

import (
	"bytes"
	"strings"
	"testing"

	pkgmetav1 "github.com/crossplane/crossplane/apis/v2/pkg/meta/v1"
	"github.com/google/go-cmp/cmp"
	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components/apis"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/model"
)

// TestConfigurationIsTheSame proves that the package and the GitOps tree carry
// the same definitions and Compositions, byte for byte.
func TestConfigurationIsTheSame(t *testing.T) {
	tree := map[model.ObjectRef][]byte{}
	for _, o := range apis.Component(databases.Engines()).Objects {
		if strings.HasPrefix(model.RefOf(o).Group, "apiextensions.") {
			tree[model.RefOf(o)] = encode(t, o)
		}
	}
	inPackage := 0
	for _, f := range apis.Configuration() {
		if !strings.HasPrefix(f.Path, "apis/") {
			continue
		}
		inPackage++
		if !bytes.Equal(tree[model.RefOf(f.Object)], encode(t, f.Object)) {
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
		"apis/logicaldatabases/definition.yaml",
		"apis/databaseusers/definition.yaml",
		"apis/connectionpools/definition.yaml",
		"apis/databasesettings/definition.yaml",
		"apis/nodepools/definition.yaml",
		"apis/objectstores/definition.yaml",
		"apis/secretcopies/definition.yaml",
		"apis/doksclusters/composition.yaml",
		"apis/doksclusters/composition-project.yaml",
		"apis/logsinks/composition.yaml",
	}
	for _, e := range databases.Engines() {
		file := "apis/manageddatabases/composition-" + string(e.Name())
		want = append(want, file+".yaml", file+"-project.yaml", file+"-observed.yaml")
	}
	for _, e := range databases.Engines() {
		want = append(want, "apis/databasesettings/composition-"+string(e.Name())+".yaml")
	}
	want = append(want,
		"apis/logicaldatabases/composition.yaml",
		"apis/databaseusers/composition.yaml",
		"apis/connectionpools/composition.yaml",
		"apis/nodepools/composition.yaml",
		"apis/objectstores/composition.yaml",
		"apis/objectstores/composition-project.yaml",
		"apis/secretcopies/composition.yaml",
		"examples/dokscluster-example.yaml",
		"examples/nodepool-batch.yaml",
		"examples/manageddatabase-adservice.yaml",
		"examples/manageddatabase-cartservice.yaml",
		"examples/manageddatabase-orders.yaml",
		"examples/logicaldatabase-adservice-ads.yaml",
		"examples/databaseuser-adservice-ads-app.yaml",
		"examples/connectionpool-adservice-ads.yaml",
		"examples/databasesettings-adservice.yaml",
		"examples/databasesettings-cartservice.yaml",
		"examples/databasesettings-orders.yaml",
		"examples/objectstore-loki.yaml",
		"examples/logsink-adservice.yaml",
		"examples/logsink-cartservice.yaml",
		"examples/logsink-orders.yaml",
		"examples/secretcopy-grafana-admin.yaml",
	)
	if diff := cmp.Diff(want, paths); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
}

// TestDependencies proves that crossplane.yaml asks for the packages that are
// pinned, up to their next major version.
func TestDependencies(t *testing.T) {
	read := &pkgmetav1.Configuration{}
	if err := yaml.UnmarshalStrict(encode(t, apis.Configuration()[0].Object), read); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, d := range read.Spec.DependsOn {
		got[*d.Package] = d.Version
	}
	for _, p := range charts.Packages() {
		from, below, _ := strings.Cut(got[p.Image], " ")
		if from != ">="+p.Version || !strings.HasPrefix(below, "<v") || !strings.HasSuffix(below, ".0.0") {
			t.Errorf("%s: range %q, want from %s to the next major version", p.Image, got[p.Image], p.Version)
		}
		delete(got, p.Image)
	}
	if len(got) > 0 {
		t.Errorf("dependencies that are not pinned: %v", got)
	}
}
