package components

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// override puts the user's values into the releases, by their names.
func override(spec platform.Spec, units []model.Unit) {
	given := map[string]map[string]map[string]any{"": spec.Overrides}
	for _, env := range spec.Environments {
		given[env.Name] = env.Overrides
	}
	for _, u := range units {
		for i := range u.Components {
			c := &u.Components[i]
			c.Releases = slices.Clone(c.Releases) // whoever made them may use them again
			for j := range c.Releases {
				r := &c.Releases[j]
				if values, ok := given[u.ID.Environment][r.Name]; ok {
					r.Overrides = values
				}
			}
		}
	}
}

// CheckOverrides finds overrides for releases that none of the units delivers:
// Helm values that would go nowhere. The findings have the field's path, and no
// line.
func CheckOverrides(spec platform.Spec, units []model.Unit) diag.List {
	releases := map[string][]string{} // by environment; "" for the control plane
	for _, u := range units {
		for _, c := range u.Components {
			for _, r := range c.Releases {
				releases[u.ID.Environment] = append(releases[u.ID.Environment], r.Name)
			}
		}
	}
	elsewhere := func(release string) string {
		for _, env := range spec.Environments {
			if slices.Contains(releases[env.Name], release) {
				return "it belongs to an environment: move it to spec.environments[].overrides"
			}
		}
		return ""
	}
	findings := unknownReleases("spec.", spec.Overrides, releases[""], elsewhere)
	for i, env := range spec.Environments {
		at := fmt.Sprintf("spec.environments[%d].", i)
		findings = append(findings, unknownReleases(at, env.Overrides, releases[env.Name], func(release string) string {
			if slices.Contains(releases[""], release) {
				return "all environments share it: move it to spec.overrides"
			}
			return otherExporter(env, release)
		})...)
	}
	return findings
}

// unknownReleases are the names in the overrides below a path that are not among
// the releases. The hint knows releases that exist elsewhere.
func unknownReleases(at string, given map[string]map[string]any, releases []string, hint func(string) string) diag.List {
	var findings diag.List
	releases = slices.Sorted(slices.Values(releases))
	for _, name := range slices.Sorted(maps.Keys(given)) {
		if slices.Contains(releases, name) {
			continue
		}
		remedy := hint(name)
		if remedy == "" {
			remedy = diag.DidYouMean(name, releases)
		}
		if remedy == "" && len(releases) > 0 {
			remedy = "use one of " + strings.Join(releases, ", ")
		}
		path := manifest.Path{{Name: "overrides", Index: -1}, {Name: name, Index: -1}}
		findings.Add(diag.Finding{
			Code: "config-unknown-release", Where: diag.Where{Path: at + path.String()},
			Message: "no Helm release of this name", Remedy: remedy,
		})
	}
	return findings
}

// otherExporter knows exporters that a database would have with another engine.
func otherExporter(env platform.Environment, release string) string {
	for _, name := range env.DatabaseNames() {
		db := env.Databases[name]
		right := db.Engine.ExporterRelease(name)
		if strings.HasSuffix(release, "-exporter-"+name) && right != "" && right != release {
			return fmt.Sprintf("%s is a %s database: use %s", name, db.Engine, right)
		}
	}
	return ""
}
