package mirrors

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// published are the images that a release runs, from where they come without
// any mirror.
func published(r *model.Release) []charts.ImageValue {
	plain := *r
	plain.Images = nil
	images, _ := plain.Pulls()
	return images
}

// images finds those that a cluster pulls from elsewhere although others come
// from mirrors, and those from mirrors that want an account, which nodes have
// none of.
func images(inv *inventory.Inventory) diag.List {
	spec := inv.Platform.Spec
	bare := map[string][]string{}   // the images that no mirror serves, by registry
	asking := map[string][]string{} // those that want an account, by the mirror
	mirrored := false
	for _, r := range inv.Releases {
		onHub := r.Release.Cluster.IsHub() // which is there already, whatever it pulls
		for _, i := range published(r.Release) {
			_, m := spec.MirroredImage(i)
			registry, _, _ := strings.Cut(i.Address(), "/")
			switch {
			case m.From == "" && !onHub && !isMirror(spec, i.Address()):
				bare[registry] = append(bare[registry], i.Address())
			case m.From != "":
				mirrored = mirrored || !onHub
				if m.Secret != "" && i.Accounts == "" {
					asking[m.From] = append(asking[m.From], i.Address())
				}
			}
		}
	}
	if !mirrored {
		clear(bare)
	}
	var findings diag.List
	at := manifest.Fields("spec", "mirrors")
	for _, registry := range slices.Sorted(maps.Keys(bare)) {
		findings.Add(diag.Finding{
			Code: "mirror-missing", Severity: diag.Warning, Where: inv.Configured(at), Value: registry,
			Message: "nothing stands in for it, where other images come from mirrors: " + listed(bare[registry]),
			Remedy:  fmt.Sprintf("add {from: %s, to: …}", registry),
		})
	}
	for i, m := range spec.Mirrors {
		if wanting := asking[m.From]; len(wanting) > 0 {
			findings.Add(diag.Finding{
				Code: "mirror-account", Severity: diag.Warning, Where: inv.Configured(at.Item(i).Field("secret")), Value: m.Secret,
				Message: "Crossplane and the engine have this account, and nodes do not, which pull " + listed(wanting),
				Remedy:  "let the cluster's network pull without an account, or make a Secret of the type kubernetes.io/dockerconfigjson in the cluster and name it in the overrides of each chart (imagePullSecrets)",
			})
		}
	}
	return findings
}

// isMirror tells whether an address is one at a mirror: a value of the user's.
func isMirror(spec platform.Spec, address string) bool {
	return slices.ContainsFunc(spec.Mirrors, func(m platform.Mirror) bool { return strings.HasPrefix(address, m.Host()+"/") })
}

// listed are addresses, each once.
func listed(addresses []string) string {
	return strings.Join(slices.Compact(slices.Sorted(slices.Values(addresses))), ", ")
}
