package tenants_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	rbacv1 "k8s.io/api/rbac/v1"

	"seamark.dev/seamark/pkg/components/apis"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/components/tenants"
)

// TestRoles: tenants get composite resources and nothing else, each of them.
func TestRoles(t *testing.T) {
	var plurals []string
	for _, d := range apis.Definitions(databases.Engines()) {
		plurals = append(plurals, d.Names.Plural)
	}
	want := map[string][]string{
		tenants.Viewer: {"get", "list", "watch"},
		tenants.Editor: {"create", "get", "list", "patch", "update", "watch"},
	}
	for _, o := range tenants.Component(databases.Engines()).Objects {
		may := map[string][]string{}
		for _, rule := range o.(*rbacv1.ClusterRole).Rules {
			if diff := cmp.Diff([]string{"seamark.dev"}, rule.APIGroups); diff != "" {
				t.Errorf("%s: groups (-want +got):\n%s", o.GetName(), diff)
			}
			for _, resource := range rule.Resources {
				if !slices.Contains(plurals, resource) {
					t.Errorf("%s: %s is no composite resource", o.GetName(), resource)
				}
				may[resource] = append(may[resource], rule.Verbs...)
			}
		}
		for _, plural := range plurals {
			verbs := want[o.GetName()]
			if plural == "secretcopies" { // would copy any Secret beside it
				verbs = want[tenants.Viewer]
			}
			if diff := cmp.Diff(verbs, slices.Sorted(slices.Values(may[plural]))); diff != "" {
				t.Errorf("%s: %s (-want +got):\n%s", o.GetName(), plural, diff)
			}
		}
	}
}
