// Package mirrors asks whether every mirror of registries is one that something
// comes from, and whether all images come from mirrors once some do.
package mirrors

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// Check finds mirrors that nothing comes from. Such a mirror is a misspelt
// one: what it was meant for still comes from where it was published, or, in a
// network without the Internet, not at all.
func Check(inv *inventory.Inventory) diag.List {
	spec := inv.Platform.Spec
	if len(spec.Mirrors) == 0 {
		return nil
	}
	known := addresses(inv)
	used := map[string]bool{}
	for _, address := range known {
		_, m := spec.Mirrored(address)
		used[m.From] = true
	}
	var findings diag.List
	for i, m := range spec.Mirrors {
		if used[m.From] {
			continue
		}
		findings.Add(diag.Finding{
			Code: "mirror-unused", Where: inv.Configured(manifest.Fields("spec", "mirrors").Item(i).Field("from")), Value: m.From,
			Message: "no chart, no image and no package comes from below it", Remedy: nearestPrefix(m.From, known),
		})
	}
	return append(findings, images(inv)...)
}

// addresses are where everything was published.
func addresses(inv *inventory.Inventory) []string {
	var known []string
	for _, r := range inv.Releases {
		known = append(known, cmp.Or(r.Release.Mirror.Upstream, r.Release.Chart.Repository))
		for _, i := range published(r.Release) {
			known = append(known, i.Address())
		}
	}
	known = append(known, charts.KubeStateMetrics.Repository)
	for _, p := range charts.Packages() {
		known = append(known, p.Image)
	}
	return slices.Compact(slices.Sorted(slices.Values(known)))
}

// nearestPrefix is what was meant, or all that there is to choose from.
func nearestPrefix(written string, known []string) string {
	prefixes, roots := map[string]bool{}, map[string]bool{}
	for _, address := range known {
		scheme, rest, found := strings.Cut(address, "://")
		if !found {
			scheme, rest = "", address
		} else {
			scheme += "://"
		}
		if scheme == "https://" {
			prefixes[address] = true
		}
		for i, r := range rest {
			if r == '/' {
				prefixes[scheme+rest[:i]] = true
			}
		}
		host, _, _ := strings.Cut(rest, "/")
		roots[scheme+host] = true
		if address == written { // in a registry, its last part is a name
			return fmt.Sprintf("the name of a chart or package stays: write %q", address[:strings.LastIndex(address, "/")])
		}
	}
	_, bare, found := strings.Cut(written, "://")
	if !found {
		bare = written
	}
	for _, scheme := range []string{"", "oci://", "https://"} {
		if prefixes[scheme+bare] {
			return fmt.Sprintf("did you mean %q?", scheme+bare)
		}
	}
	if near := diag.DidYouMean(written, slices.Collect(maps.Keys(prefixes))); near != "" {
		return near
	}
	return "known are what begins with " + strings.Join(slices.Sorted(maps.Keys(roots)), ", ")
}
