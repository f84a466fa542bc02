package compositions

import (
	"testing"

	"seamark.dev/seamark/e2e/internal/life"
	"seamark.dev/seamark/pkg/platform"
)

// TestDatabaseOptions: what a database may have reaches the provider, and what
// is taken away again leaves no trace, least of all an open door.
func TestDatabaseOptions(t *testing.T) {
	e := env(platform.Orphan)
	options := e.Databases["adservice"]
	options.Storage = "60Gi"
	options.TrustedSources = platform.TrustedSources{Addresses: []string{"203.0.113.0/24"}, Tags: []string{"dev", "backoffice"}}
	options.RestoreFrom = &platform.RestoreFrom{Database: "dev-old-pg", BackupCreatedAt: "2026-11-28T04:00:12Z"}
	e.Databases["adservice"] = options
	d := postgresql()
	w := withCluster(t, e)
	xr := newDatabase(t, w, e, "adservice")
	begin := d.becomesReady()
	const rules = "composed firewall spec.forProvider.rule"
	nodes := map[string]any{"type": "tag", "value": "dev"}
	begin[0].Want.Values = map[string]any{
		d.hub() + "spec.forProvider.storageSizeMib": "61440",
		d.hub() + "spec.forProvider.backupRestore":  []any{map[string]any{"databaseName": "dev-old-pg", "backupCreatedAt": "2026-11-28T04:00:12Z"}},
		rules: []any{
			nodes, map[string]any{"type": "ip_addr", "value": "203.0.113.0/24"}, map[string]any{"type": "tag", "value": "backoffice"},
		},
	}
	xr.Live(t, append(begin, life.Step{
		Name:   "the trusted sources are removed",
		Reason: "the nodes of the cluster stay: a database without a rule is open to the whole internet",
		Do:     []life.Action{life.Edit("spec.trustedSources", []any{})},
		Want:   but(d.complete(), func(o *life.Outcome) { o.Values = map[string]any{rules: []any{nodes}} }),
	}))
}

// TestEvictionPolicy: Valkey's policy reaches the provider.
func TestEvictionPolicy(t *testing.T) {
	e := env(platform.Orphan)
	options := e.Databases["cartservice"]
	options.EvictionPolicy = "allkeys_lru"
	e.Databases["cartservice"] = options
	d := valkey()
	begin := d.becomesReady()[:1]
	begin[0].Want.Values = map[string]any{d.hub() + "spec.forProvider.evictionPolicy": "allkeys_lru"}
	newDatabase(t, withCluster(t, e), e, "cartservice").Live(t, begin)
}
