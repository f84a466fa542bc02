package order

import (
	"fmt"
	"maps"
	"slices"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// releasesOf are the releases of a unit by name.
func releasesOf(u *model.Unit) map[string]inventory.Place {
	all := map[string]inventory.Place{}
	for at := range u.Releases() {
		all[at.Release.Name] = inventory.Place{Place: at, Path: manifest.Fields("dependsOn")}
	}
	return all
}

// releases finds releases that wait for each other, for one of another
// unit (no engine looks across), or for none at all.
func (c *checker) releases() diag.List {
	var findings diag.List
	homes := map[string]model.UnitID{}
	for i := range c.Units {
		for name := range releasesOf(&c.Units[i]) {
			homes[c.Units[i].ID.Environment+"/"+name] = c.Units[i].ID
		}
	}
	for i := range c.Units {
		u := &c.Units[i]
		all := releasesOf(u)
		names := slices.Sorted(maps.Keys(all))
		for _, name := range names {
			findings = append(findings, c.unknownReleases(all[name], names, homes)...)
			if !u.Target.IsHub() {
				findings.Add(c.Finding(all[name].At(nil), diag.Finding{
					Code:    "graph-release-off-hub",
					Message: "releases are delivered from the hub, but the unit is applied to " + inventory.ClusterName(u.Target),
					Remedy:  "move the release into a unit of the hub; it is installed into the cluster it names",
				}))
			}
		}
		edges := func(name string) []string { return all[name].Release.DependsOn }
		exists := func(name string) bool { return slices.Contains(names, name) }
		for _, circle := range cycles(names, edges, exists) {
			findings.Add(c.Finding(all[circle[0]], diag.Finding{
				Code:    "graph-release-cycle",
				Message: "the releases wait for each other: " + route(circle), Remedy: "take one of these dependencies away",
			}))
		}
	}
	return findings
}

func (c *checker) unknownReleases(at inventory.Place, names []string, homes map[string]model.UnitID) diag.List {
	var findings diag.List
	for i, dependency := range at.Release.DependsOn {
		if slices.Contains(names, dependency) {
			continue
		}
		f := diag.Finding{
			Code: "graph-unknown-release", Value: dependency,
			Message: "the unit has no such release", Remedy: diag.DidYouMean(dependency, names),
		}
		if home, ok := homes[at.Unit.ID.Environment+"/"+dependency]; ok {
			f.Code = "graph-foreign-release"
			f.Message = fmt.Sprintf("a release may only depend on releases of its own unit; this one is in %s", home)
			f.Remedy = fmt.Sprintf("let %s depend on %s instead", at.Unit.ID, home)
		}
		findings.Add(c.Finding(at.At(at.Path.Item(i)), f))
	}
	return findings
}

// releaseWaits tells whether a release comes after another of its unit,
// directly or not.
func releaseWaits(all map[string]inventory.Place, name, other string) bool {
	seen := map[string]bool{}
	var visit func(string) bool
	visit = func(n string) bool {
		r, ok := all[n]
		if !ok || seen[n] {
			return false
		}
		seen[n] = true
		return slices.ContainsFunc(r.Release.DependsOn, func(d string) bool { return d == other || visit(d) })
	}
	return visit(name)
}
