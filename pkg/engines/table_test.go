package engines

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/platform"
)

// TestTable: what the configuration may name is what the table has.
func TestTable(t *testing.T) {
	var names []platform.Engine
	for _, make := range table {
		names = append(names, make(platform.Platform{}).Name())
	}
	slices.Sort(names)
	if diff := cmp.Diff(platform.Engines(), names); diff != "" {
		t.Errorf("platform.Engines and the table differ: -platform +table:\n%s", diff)
	}
}

func TestOf(t *testing.T) {
	cases := map[string]struct {
		reason string
		named  platform.Engine
		want   platform.Engine
		err    string
	}{
		"Named":   {"the name decides", platform.ArgoCD, platform.ArgoCD, ""},
		"Default": {"a platform made in Go may name none", "", platform.Flux, ""},
		"Unknown": {"an engine of somebody else must be given", "other", "", `there is no engine "other" (there is flux, argocd), and none is given`},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			engine, err := Of(platform.Platform{Spec: platform.Spec{Delivery: platform.Delivery{Engine: tc.named}}})
			switch {
			case tc.err != "" && (err == nil || err.Error() != tc.err):
				t.Errorf("%s: got error %v", tc.reason, err)
			case tc.err == "" && (err != nil || engine.Name() != tc.want):
				t.Errorf("%s: got %v, %v", tc.reason, engine, err)
			}
		})
	}
}
