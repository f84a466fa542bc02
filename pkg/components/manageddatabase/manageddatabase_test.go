package manageddatabase_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/platform"
)

func TestComponent(t *testing.T) {
	env := platform.Environment{
		Name:   "acme",
		Region: "nyc3",
		Databases: map[string]platform.Database{
			"cartservice": {Engine: platform.Valkey, Version: "8", Size: "db-s-1vcpu-2gb", Nodes: 2},
			"adservice":   {Engine: platform.PostgreSQL, Version: "17", Size: "db-s-1vcpu-1gb", Nodes: 1},
		},
		DeletionPolicy: platform.Delete,
	}
	spec := func(e platform.DatabaseEngine, version, size string, nodes int) seamark.ManagedDatabaseSpec {
		return seamark.ManagedDatabaseSpec{
			Crossplane: seamark.Crossplane{
				CompositionRef: seamark.CompositionRef{Name: manageddatabase.CompositionName(e)},
			},
			ClusterName: "acme", Engine: string(e), Version: version, Region: "nyc3", Size: size, Nodes: nodes,
			DeletionPolicy: seamark.Delete,
		}
	}
	want := map[string]seamark.ManagedDatabaseSpec{
		"adservice":   spec(platform.PostgreSQL, "17", "db-s-1vcpu-1gb", 1),
		"cartservice": spec(platform.Valkey, "8", "db-s-1vcpu-2gb", 2),
	}
	var names []string
	for _, o := range manageddatabase.Component(env).Objects {
		xr := o.(*seamark.ManagedDatabase)
		names = append(names, xr.Name)
		if diff := cmp.Diff(want[xr.Name], xr.Spec); diff != "" {
			t.Errorf("%s (-want +got):\n%s", xr.Name, diff)
		}
	}
	if diff := cmp.Diff([]string{"adservice", "cartservice"}, names); diff != "" {
		t.Errorf("databases must come in the order of their names (-want +got):\n%s", diff)
	}
}
