package apis_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/runtime"

	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/components/manageddatabase"
)

// TestOptional composes what an XR may leave out: it reaches the provider in
// the provider's own form, and both ends accept it.
func TestOptional(t *testing.T) {
	schemata := load(t, "optional fields against the CRDs of their kinds")
	const id = "9cc10173-e9ea-4176-9dbc-a4cee4c4ff30"
	const nodepools = "nodepools.seamark.dev"
	taints := []any{object{"key": "dedicated", "value": "batch", "effect": "NoSchedule"}}
	wall := object{"enabled": true, "allowedAddresses": []any{"203.0.113.0/24"}}
	gone := object{"enabled": false, "allowedAddresses": []any{}}
	window := object{"day": "sunday", "start": "04:00"}
	nodes, source := object{"type": "tag", "value": "example"}, object{"type": "ip_addr", "value": "203.0.113.0/24"}
	cases := map[string]struct {
		composition, resource string
		spec                  object
		path                  string
		want                  any
	}{
		"ClusterMaintenance":  {"doksclusters.seamark.dev", "cluster", object{"maintenance": window}, "spec.forProvider.maintenancePolicy", []any{object{"day": "sunday", "startTime": "04:00"}}},
		"Firewall":            {"doksclusters.seamark.dev", "cluster", object{"controlPlaneFirewall": wall}, "spec.forProvider.controlPlaneFirewall", []any{wall}},
		"FirewallOff":         {"doksclusters.seamark.dev", "cluster", object{"controlPlaneFirewall": gone}, "spec.forProvider.controlPlaneFirewall", []any{gone}},
		"AutoUpgrade":         {"doksclusters.seamark.dev", "cluster", object{"autoUpgrade": true}, "spec.forProvider.autoUpgrade", true},
		"DatabaseMaintenance": {pg, "database", object{"maintenance": window}, "spec.forProvider.maintenanceWindow", []any{object{"day": "sunday", "hour": "04:00"}}},
		"ExistingVPC":         {"doksclusters.seamark.dev", "vpc", object{"existing": object{"vpc": object{"id": id}}}, "metadata.annotations", object{"crossplane.io/external-name": id}},
		"ObservedVPC":         {"doksclusters.seamark.dev", "vpc", object{"existing": object{"vpc": object{"id": id, "management": "Observe"}}}, "spec.managementPolicies", []any{"Observe"}},
		"ObservedCluster":     {"doksclusters.seamark.dev", "cluster", object{"existing": object{"cluster": object{"id": id, "management": "Observe"}}}, "spec.managementPolicies", []any{"Observe"}},
		"ObservedUpgrade":     {"doksclusters.seamark.dev", "upgrade", object{"existing": object{"cluster": object{"id": id, "management": "Observe"}}}, "spec.managementPolicies", []any{"Observe"}},
		"Tags":                {"doksclusters.seamark.dev", "cluster", object{"tags": []any{"team:shop"}}, "spec.forProvider.tags", []any{"example", "team:shop"}},
		"TagsOfNodes":         {"doksclusters.seamark.dev", "cluster", object{"tags": []any{"team:shop"}}, "spec.forProvider.nodePool[0].tags", []any{"example", "team:shop"}},
		"TagsOfPool":          {nodepools, "pool", object{"tags": []any{"team:shop"}}, "spec.forProvider.tags", []any{"example", "team:shop"}},
		"TagsOfDatabase":      {pg, "database", object{"tags": []any{"team:shop"}}, "spec.forProvider.tags", []any{"example", "team:shop"}},
		"DefaultPoolLabels":   {"doksclusters.seamark.dev", "cluster", object{"nodePool": object{"size": "s-2vcpu-4gb", "min": int64(3), "max": int64(5), "labels": object{"example.com/tier": "base"}}}, "spec.forProvider.nodePool[0].labels", object{"example.com/tier": "base"}},
		"DefaultPoolTaints":   {"doksclusters.seamark.dev", "cluster", object{"nodePool": object{"size": "s-2vcpu-4gb", "min": int64(3), "max": int64(5), "taints": taints}}, "spec.forProvider.nodePool[0].taint", taints},
		"EmptyPool":           {nodepools, "pool", object{"min": int64(0)}, "spec.forProvider.minNodes", int64(0)},
		"PoolTaints":          {nodepools, "pool", object{"taints": taints}, "spec.forProvider.taint", taints},
		"ExistingPool":        {nodepools, "pool", object{"existingID": id}, "metadata.annotations", object{"crossplane.io/external-name": id}},
		"Storage":             {pg, "database", object{"storageSizeMib": 61440.0}, "spec.forProvider.storageSizeMib", "61440"},
		"EvictionPolicy":      {valkey, "database", object{"evictionPolicy": "allkeys_lru"}, "spec.forProvider.evictionPolicy", "allkeys_lru"},
		"RestoreFrom":         {pg, "database", object{"restoreFrom": object{"database": "old"}}, "spec.forProvider.backupRestore", []any{object{"databaseName": "old"}}},
		"TrustedSources":      {pg, "firewall", object{"trustedSources": []any{source, nodes}}, "spec.forProvider.rule", []any{nodes, source}},
		"Settings":            {"databasesettings-pg.seamark.dev", "settings", object{"settings": object{"pg": object{"jit": false, "sharedBuffersPercentage": 41.5}}}, "spec.forProvider", object{"clusterIdRef": object{"name": "example-adservice-pg"}, "jit": false, "sharedBuffersPercentage": 41.5}},
		"UserOfPostgreSQL":    {"databaseusers.seamark.dev", "user", object{}, "spec.forProvider.payload.body", `{"name":"ads_app"}`},
		"AuthPlugin":          {"databaseusers.seamark.dev", "user", object{"authPlugin": "mysql_native_password"}, "spec.forProvider.payload.body", `{"name":"ads_app","mysql_settings":{"auth_plugin":"mysql_native_password"}}`},
		"KnownLogical":        {"logicaldatabases.seamark.dev", "database", object{"databaseID": id}, "metadata.annotations[crossplane.io/external-name]", id + "/database/ads"},
		"KnownPool":           {"connectionpools.seamark.dev", "pool", object{"databaseID": id}, "metadata.annotations[crossplane.io/external-name]", id + "/ads"},
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

// TestIDsStay: what has an ID at DigitalOcean keeps it, whether or not the XR
// names one any more. Without it the provider would make another one, and with
// that of a sibling it would take over the wrong one.
func TestIDsStay(t *testing.T) {
	const taken, wanted = "9cc10173-e9ea-4176-9dbc-a4cee4c4ff30", "bd5f5959-5e1e-4205-a714-a914373942af"
	fields := map[string]map[string]string{
		"doksclusters.seamark.dev": {"vpc": "spec.existing.vpc.id", "cluster": "spec.existing.cluster.id"},
	}
	for _, e := range databases.Engines() {
		fields[manageddatabase.CompositionName(e.Name())] = map[string]string{"database": "spec.existingID"}
	}
	for _, c := range compositions(t) {
		for name, field := range fields[c.name] {
			done := complete(t, c)
			id := func(observed map[string]object, xr object, of string) any {
				annotations, _ := get(simulate(t, c, xr, observed).desired[of], "metadata.annotations")
				if annotations == nil {
					return nil
				}
				return annotations.(object)["crossplane.io/external-name"]
			}
			observed := existing(done)
			observed[name]["metadata"] = object{"annotations": object{"crossplane.io/external-name": taken}}
			if got := id(observed, done.xr, name); got != taken {
				t.Errorf("%s/%s: the ID is %v, want that which it has, %s", c.name, name, got, taken)
			}
			for sibling := range fields[c.name] {
				if got := id(observed, done.xr, sibling); sibling != name && got != nil {
					t.Errorf("%s/%s has %v, the ID of %s", c.name, sibling, got, name)
				}
			}
			other := runtime.DeepCopyJSON(done.xr)
			if err := set(other, field, wanted); err != nil {
				t.Fatal(err)
			}
			if got := id(observed, other, name); got != wanted {
				t.Errorf("%s/%s: the ID is %v, want that which the XR names", c.name, name, got)
			}
		}
	}
}
