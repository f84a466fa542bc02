package ocean

import "testing"

// TestConsole: of what people set in the console the next poll undoes what the
// order could say, whether it does or not; other things stay.
func TestConsole(t *testing.T) {
	w := newWorld(t, instant())
	w.apply(t, vpcObject)
	w.apply(t, databaseObject)
	w.apply(t, firewallObject)
	w.apply(t, clusterObject)
	w.apply(t, poolObject)
	names := map[Kind]string{VPC: "dev", Cluster: "dev", NodePool: "dev/dev-batch", Database: "dev-adservice-pg", Firewall: "dev-adservice-pg"}
	w.ready(t, VPC, "dev")
	w.ready(t, Cluster, "dev")
	w.ready(t, NodePool, "dev-batch")
	w.ready(t, Database, "dev-adservice-pg")
	w.ready(t, Firewall, "adservice-firewall")
	cases := []struct {
		kind   Kind
		field  string
		value  any
		undone bool
	}{
		{VPC, "description", "ours", true},
		{Cluster, "tags", []any{"dev", "mine"}, true},
		{Cluster, "autoUpgrade", true, true},
		{Cluster, "clusterAutoscalerConfiguration", []any{map[string]any{"scaleDownUnneededTime": "1m"}}, true},
		{Cluster, "nodePool", []any{map[string]any{"name": "dev-pool", "size": "s-2vcpu-4gb", "autoScale": true, "minNodes": int64(2), "maxNodes": int64(9)}}, true},
		{Cluster, "maintenancePolicy", []any{map[string]any{"day": "monday"}}, false},
		{Cluster, "controlPlaneFirewall", []any{map[string]any{"enabled": true}}, false},
		{NodePool, "labels", map[string]any{"workload": "other"}, true},
		{NodePool, "taint", []any{}, true},
		{NodePool, "maxNodes", int64(9), true},
		{NodePool, "nodeCount", int64(2), false},
		{Database, "tags", []any{"mine"}, true},
		{Database, "storageSizeMib", "61440", false},
		{Database, "projectId", "another", false},
		{Database, "maintenanceWindow", []any{map[string]any{"day": "monday"}}, false},
		{Firewall, "rule", []any{map[string]any{"type": "ip_addr", "value": "203.0.113.7"}}, true},
	}
	found := func(kind Kind, field string) any {
		r, _ := w.cloud.Find(kind, names[kind])
		return r.Spec[field]
	}
	for _, tc := range cases {
		if err := w.cloud.Change(tc.kind, names[tc.kind], tc.field, tc.value); err != nil {
			t.Fatal(err)
		}
	}
	for _, tc := range cases {
		if tc.undone {
			w.until(t, string(tc.kind)+": "+tc.field+" is undone", func() bool { return !equal(found(tc.kind, tc.field), tc.value) })
		}
	}
	for range 10 {
		w.pass(t)
	}
	for _, tc := range cases {
		if !tc.undone && !equal(found(tc.kind, tc.field), tc.value) {
			t.Errorf("%s: %s is undone: %v", tc.kind, tc.field, found(tc.kind, tc.field))
		}
	}
}

// TestUpgradedDatabase: DigitalOcean upgrades databases by itself. Of PostgreSQL
// the provider wants the old version back at every poll, and is refused; of
// Valkey it sees nothing.
func TestUpgradedDatabase(t *testing.T) {
	w := newWorld(t, instant())
	w.apply(t, vpcObject)
	w.apply(t, databaseObject)
	w.ready(t, Database, "dev-adservice-pg")
	change := func(field string, value any) {
		t.Helper()
		if err := w.cloud.Change(Database, "dev-adservice-pg", field, value); err != nil {
			t.Fatal(err)
		}
	}
	change("version", "18")
	w.complains(t, Database, "dev-adservice-pg", "422 cannot downgrade from version 18")
	r, _ := w.cloud.Find(Database, "dev-adservice-pg")
	spec := map[string]any{"engine": "valkey", "version": "8"}
	r.Spec = map[string]any{"engine": "valkey", "version": "9"}
	if changed, err := plan(shapeOf(gvk("database", "Cluster")), "x", spec, r); changed || err != nil {
		t.Errorf("Valkey: changed %v, %v", changed, err)
	}
}

// TestHighAvailability cannot be turned off.
func TestHighAvailability(t *testing.T) {
	w := newWorld(t, instant())
	w.apply(t, vpcObject)
	w.apply(t, clusterObject)
	w.ready(t, Cluster, "dev")
	if err := w.cloud.Change(Cluster, "dev", "ha", true); err != nil {
		t.Fatal(err)
	}
	w.edit(t, Cluster, "dev", field("ha", false))
	w.complains(t, Cluster, "dev", "422 high availability cannot be disabled")
}
