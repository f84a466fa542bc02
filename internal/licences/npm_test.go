package licences

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"
)

// TestPackages is about the npm packages that the tests run: their licences as
// the registry knows them, each pinned by its digest and from no other place than
// the public registry.
func TestPackages(t *testing.T) {
	text, err := os.ReadFile("../../e2e/logql/grammar/package-lock.json")
	if err != nil {
		t.Fatal(err)
	}
	var lock struct {
		Packages map[string]struct{ License, Resolved, Integrity string }
	}
	if err := json.Unmarshal(text, &lock); err != nil {
		t.Fatal(err)
	}
	if len(lock.Packages) < 2 {
		t.Fatal("no packages are locked")
	}
	for name, p := range lock.Packages {
		if !slices.Contains(Accepted, p.License) {
			t.Errorf("%s: the licence %q is not accepted", name, p.License)
		}
		if p.Resolved != "" && !strings.HasPrefix(p.Resolved, "https://registry.npmjs.org/") {
			t.Errorf("%s comes from %s", name, p.Resolved)
		}
		if name != "" && p.Integrity == "" {
			t.Errorf("%s has no digest", name)
		}
	}
}
