package manageddatabase

import (
	"slices"
	"testing"

	"seamark.dev/seamark/pkg/platform"
)

// TestProvides: every key that a Composition takes from the provider's Secret
// is one that the provider publishes.
func TestProvides(t *testing.T) {
	env := platform.Environment{Name: "blue", Databases: map[string]platform.Database{"ads": {Engine: platform.PostgreSQL}}}
	published := provides(env)
	if len(published) != 1 || published[0].Ref.String() != "Secret blue/ads-do" {
		t.Fatalf("want the Secret of the one database, got %+v", published)
	}
	for name, e := range map[string]Engine{"PostgreSQL": PostgreSQL(), "Valkey": Valkey(), "MySQL": MySQL()} {
		for _, d := range e.Credentials {
			if key := d.FromConnectionSecretKey; key != "" && !slices.Contains(published[0].Keys, key) {
				t.Errorf("%s takes %s, which the provider does not publish", name, key)
			}
		}
	}
}
