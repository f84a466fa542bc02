package apis_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/runtime"
)

// TestOptional composes what an XR may leave out: it reaches the provider in
// the provider's own form, and both ends accept it.
func TestOptional(t *testing.T) {
	schemata := load(t, "optional fields against the CRDs of their kinds")
	const id = "9cc10173-e9ea-4176-9dbc-a4cee4c4ff30"
	window := object{"day": "sunday", "start": "04:00"}
	cases := map[string]struct {
		composition, resource string
		spec                  object
		path                  string
		want                  any
	}{
		"ClusterMaintenance":  {"doksclusters.seamark.dev", "cluster", object{"maintenance": window}, "spec.forProvider.maintenancePolicy", []any{object{"day": "sunday", "startTime": "04:00"}}},
		"AutoUpgrade":         {"doksclusters.seamark.dev", "cluster", object{"autoUpgrade": true}, "spec.forProvider.autoUpgrade", true},
		"DatabaseMaintenance": {pg, "database", object{"maintenance": window}, "spec.forProvider.maintenanceWindow", []any{object{"day": "sunday", "hour": "04:00"}}},
		"ExistingVPC":         {"doksclusters.seamark.dev", "vpc", object{"existing": object{"vpc": object{"id": id}}}, "metadata.annotations", object{"crossplane.io/external-name": id}},
		"ObservedVPC":         {"doksclusters.seamark.dev", "vpc", object{"existing": object{"vpc": object{"id": id, "management": "Observe"}}}, "spec.managementPolicies", []any{"Observe"}},
		"ObservedCluster":     {"doksclusters.seamark.dev", "cluster", object{"existing": object{"cluster": object{"id": id, "management": "Observe"}}}, "spec.managementPolicies", []any{"Observe"}},
		"ObservedUpgrade":     {"doksclusters.seamark.dev", "upgrade", object{"existing": object{"cluster": object{"id": id, "management": "Observe"}}}, "spec.managementPolicies", []any{"Observe"}},
		"ExistingDatabase":    {pg, "database", object{"existingID": id}, "metadata.annotations", object{"crossplane.io/external-name": id}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			for _, c := range compositions(t) {
				if c.name != tc.composition {
					continue
				}
				done := complete(t, c)
				xr := runtime.DeepCopyJSON(done.xr)
				for field, value := range tc.spec {
					if err := set(xr, "spec."+field, value); err != nil {
						t.Fatal(err)
					}
				}
				if c.of.Kind != "DOKSCluster" {
					delete(xr["spec"].(object), "highAvailability") // of complete
				}
				validate(t, schemata, "XR", integers(t, xr))
				composed := simulate(t, c, xr, existing(done)).desired[tc.resource]
				validate(t, schemata, tc.resource, composed)
				got, _ := get(composed, tc.path)
				if diff := cmp.Diff(tc.want, got); diff != "" {
					t.Errorf("%s (-want +got):\n%s", tc.path, diff)
				}
			}
		})
	}
}
