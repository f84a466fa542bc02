package components_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/delivery"
	"seamark.dev/seamark/pkg/engines"
	"seamark.dev/seamark/pkg/platform"
)

type overrides = map[string]map[string]any

// TestOverridesReachEveryRelease: each release gets the values of its name, of
// its environment, whoever made it.
func TestOverridesReachEveryRelease(t *testing.T) {
	p := provetest.Acme()
	list := components.Standard().With(provetest.Pager())
	plain, err := components.Build(p, list, engineOf(t, p))
	if err != nil {
		t.Fatal(err)
	}
	p.Spec.Overrides = overrides{}
	for i := range p.Spec.Environments {
		p.Spec.Environments[i].Overrides = overrides{}
	}
	given := map[string]overrides{"": p.Spec.Overrides, "blue": p.Spec.Environments[0].Overrides, "green": p.Spec.Environments[1].Overrides}
	n := 0
	for _, u := range plain {
		for _, c := range u.Components {
			for _, r := range c.Releases {
				given[u.ID.Environment][r.Name] = map[string]any{"mark": u.ID.Environment + "/" + r.Name}
				n++
			}
		}
	}
	if want := 1 + 2*10; n != want {
		t.Fatalf("%d releases, want %d", n, want)
	}
	units, err := components.Build(p, list, engineOf(t, p))
	if err != nil {
		t.Fatal(err)
	}
	for _, u := range units {
		for _, c := range u.Components {
			for _, r := range c.Releases {
				if diff := cmp.Diff(given[u.ID.Environment][r.Name], r.Overrides); diff != "" {
					t.Errorf("%s: release %s, -want +got:\n%s", u.ID, r.Name, diff)
				}
			}
		}
	}
}

// engineOf is the engine that a platform names.
func engineOf(tb testing.TB, p platform.Platform) delivery.Engine {
	tb.Helper()
	engine, err := engines.Of(p, nil, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return engine
}
