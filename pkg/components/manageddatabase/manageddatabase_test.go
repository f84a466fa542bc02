package manageddatabase_test

import (
	"strings"
	"testing"

	protectionv1beta1 "github.com/crossplane/crossplane/apis/v2/protection/v1beta1"
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

// TestObservedIsGuarded: what is only looked at is not deleted by mistake, and
// nobody is told to destroy the environment for it.
func TestObservedIsGuarded(t *testing.T) {
	env := platform.Environment{Name: "live", DeletionPolicy: platform.Orphan, Databases: map[string]platform.Database{
		"orders": {Engine: platform.PostgreSQL, Existing: &platform.ExistingDatabase{ObserveOnly: true}},
		"shop":   {Engine: platform.PostgreSQL},
	}}
	policy := map[string]bool{}
	for _, o := range manageddatabase.Component(env).Objects {
		if usage, is := o.(*protectionv1beta1.Usage); is {
			policy[usage.Name] = strings.Contains(*usage.Spec.Reason, "deletionPolicy: Delete")
		}
	}
	if diff := cmp.Diff(map[string]bool{"manageddatabase-orders": false, "manageddatabase-shop": true}, policy); diff != "" {
		t.Errorf("who names the policy (-want +got):\n%s", diff)
	}
}
