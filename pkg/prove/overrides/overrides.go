// Package overrides asks whether the user's values and switches are for releases and
// components that exist.
package overrides

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// ownStack is the release that a hub may have of its own, as environments do.
const ownStack = "kube-prometheus-stack"

// Check finds overrides for releases that none of the units delivers: Helm
// values that would go nowhere.
func Check(inv *inventory.Inventory) diag.List {
	spec := inv.Platform.Spec
	releases := map[string][]string{} // by environment; "" for the control plane
	local := map[string]bool{}        // those of environments
	for _, r := range inv.Releases {
		environment := r.Unit.ID.Environment
		releases[environment] = append(releases[environment], r.Release.Name)
		local[r.Release.Name] = local[r.Release.Name] || environment != ""
	}
	elsewhere := func(release string) string {
		if local[release] {
			remedy := "it belongs to an environment: move it to spec.environments[].overrides"
			if release == ownStack {
				remedy += ", or give the hub one of its own (spec.hub.monitoring.prometheus: own)"
			}
			return remedy
		}
		return ""
	}
	findings := unknown(inv, manifest.Fields("spec"), spec.Overrides, releases[""], elsewhere)
	for i, env := range spec.Environments {
		at := manifest.Fields("spec", "environments").Item(i)
		findings = append(findings, unknown(inv, at, env.Overrides, releases[env.Name], func(release string) string {
			if slices.Contains(releases[""], release) {
				return "all environments share it: move it to spec.overrides"
			}
			if off := switchedOff(env, release); off != "" {
				return "components switches " + off + " off: take these values out, or that line"
			}
			return otherExporter(env, release, releases[env.Name])
		})...)
	}
	return append(findings, switches(inv)...)
}

// unknown are the names in the overrides below a path that are not among
// the releases. The hint knows releases that exist elsewhere.
func unknown(inv *inventory.Inventory, at manifest.Path, given map[string]map[string]any, releases []string, hint func(string) string) diag.List {
	var findings diag.List
	releases = slices.Sorted(slices.Values(releases))
	delivered := map[string]bool{}
	for _, name := range releases {
		delivered[name] = true
	}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if delivered[name] {
			continue
		}
		remedy := hint(name)
		if remedy == "" {
			remedy = diag.DidYouMean(name, releases)
		}
		if remedy == "" && len(releases) > 0 {
			remedy = "use one of " + strings.Join(releases, ", ")
		}
		findings.Add(diag.Finding{
			Code: "config-unknown-release", Where: inv.Configured(at.Field("overrides").Field(name)),
			Message: "no Helm release of this name", Remedy: remedy,
		})
	}
	return findings
}

// otherExporter knows the exporter that the database has with its engine.
func otherExporter(env platform.Environment, release string, releases []string) string {
	for _, name := range env.DatabaseNames() {
		ofDatabase := func(r string) bool { return strings.HasSuffix(r, "-exporter-"+name) }
		if at := slices.IndexFunc(releases, ofDatabase); at >= 0 && ofDatabase(release) && releases[at] != release {
			return fmt.Sprintf("%s is a %s database: use %s", name, env.Databases[name].Engine, releases[at])
		}
	}
	return ""
}

// switchedOff is the component of a release, or of the exporter of a database, if
// the environment does without it.
func switchedOff(env platform.Environment, release string) string {
	for _, off := range env.Off() {
		if release == off || strings.HasPrefix(release, off+"-") {
			return off
		}
	}
	return ""
}
