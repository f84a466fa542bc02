package overrides

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// switches finds what environments switch and is no component, or none that they
// could do without.
func switches(inv *inventory.Inventory) diag.List {
	if inv.Switchable == nil {
		return nil
	}
	known := slices.Sorted(slices.Values(inv.Switchable))
	var findings diag.List
	for i, env := range inv.Platform.Spec.Environments {
		at := manifest.Fields("spec", "environments").Item(i).Field("components")
		for _, name := range slices.Sorted(maps.Keys(env.Components)) {
			if slices.Contains(known, name) {
				continue
			}
			findings.Add(diag.Finding{
				Code: "config-unknown-component", Where: inv.Configured(at.Field(name)), Message: "there is no component of this name to switch",
				Remedy: cmp.Or(diag.DidYouMean(name, known), "known here: "+strings.Join(known, ", ")),
			})
		}
	}
	return findings
}
