package redisexporter

import (
	"testing"

	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/platform"
)

// TestNeeds: each exporter's address is a need, and no other database's.
func TestNeeds(t *testing.T) {
	env := platform.Environment{Name: "blue", Databases: map[string]platform.Database{
		"ads": {Engine: platform.PostgreSQL}, "cart": {Engine: platform.Valkey},
	}}
	got := needs(env)
	if len(got) != 1 || got[0].Ref.Name != manageddatabase.ConfigMapName("cart") || got[0].Key != manageddatabase.KeyRedisAddress {
		t.Errorf("want the address of cart alone, got %+v", got)
	}
	c := Component(env)
	if len(c.Provides) != 1 || c.Provides[0].Ref.Name != ReleaseName("cart") || c.Provides[0].Ports[0].Number != MetricsPort {
		t.Errorf("want the Service of the exporter, got %+v", c.Provides)
	}
}
