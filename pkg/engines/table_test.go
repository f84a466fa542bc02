package engines

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/delivery"
	"seamark.dev/seamark/pkg/delivery/argocd"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/platform"
)

// TestTable: what the schema of the configuration offers is what the table has.
func TestTable(t *testing.T) {
	var names []platform.Engine
	for _, make := range table {
		names = append(names, make(platform.Platform{}).Name())
	}
	var schema struct {
		Defs struct {
			Engine struct{ Enum []platform.Engine }
		} `json:"$defs"`
	}
	if err := json.Unmarshal(platform.Schema(), &schema); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(schema.Defs.Engine.Enum, names); diff != "" {
		t.Errorf("the schema and the table differ: -schema +table:\n%s", diff)
	}
	if i := slices.Index(names, platform.Complete(platform.Platform{}).Spec.Delivery.Engine); i != 0 {
		t.Errorf("the default of the configuration is engine %d of the table %q, want the first", i, names)
	}
}

// hands is somebody else's engine.
type hands struct{ delivery.Engine }

func (hands) Name() platform.Engine { return "hands" }

func TestOf(t *testing.T) {
	cases := map[string]struct {
		reason string
		named  platform.Engine
		own    delivery.Engine
		want   platform.Engine
		err    string
	}{
		"Named":      {"The name decides.", platform.ArgoCD, nil, platform.ArgoCD, ""},
		"Default":    {"A platform made in Go may name none.", "", nil, platform.Flux, ""},
		"Unknown":    {"An engine of somebody else must be given.", "hands", nil, "", `p.yaml:7: spec.delivery.engine: "hands": must be argocd or flux [config-unknown-engine]`},
		"Typo":       {"The nearest name is told.", "argocdd", nil, "", `p.yaml:7: spec.delivery.engine: "argocdd": must be argocd or flux; did you mean "argocd"? [config-unknown-engine]`},
		"Own":        {"Its name is accepted.", "hands", hands{}, "hands", ""},
		"OwnDefault": {"It stands in the place of the default, which a complete platform names.", platform.Flux, hands{}, "hands", ""},
		"OwnFlux":    {"The name of the default is a name too.", platform.Flux, hands{}, "", `p.yaml:7: spec.delivery.engine: "flux": must be hands [config-unknown-engine]`},
		"OwnUnnamed": {"It needs no name.", "", hands{}, "hands", ""},
		"OwnOther":   {"What the configuration says is not ignored.", platform.ArgoCD, hands{}, "", `p.yaml:7: spec.delivery.engine: "argocd": must be hands [config-unknown-engine]`},
		"OwnOfOurs":  {"One may set up ours in another way.", platform.ArgoCD, argocd.Engine{}, platform.ArgoCD, ""},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			p := platform.Platform{Spec: platform.Spec{Delivery: platform.Delivery{Engine: tc.named}}}
			engine, err := Of(p, tc.own, func(at manifest.Path) (diag.Where, bool) {
				return diag.Where{File: "p.yaml", Line: 7, Path: at.String()}, name != "OwnDefault"
			})
			switch {
			case tc.err != "" && (err == nil || err.Error() != tc.err):
				t.Errorf("%s\ngot error %v", tc.reason, err)
			case tc.err == "" && (err != nil || engine.Name() != tc.want):
				t.Errorf("%s\ngot %v, %v", tc.reason, engine, err)
			}
		})
	}
}
