package prove

import (
	"fmt"
	"slices"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/model"
)

// releasesOf are the releases of a unit by name.
func releasesOf(u *model.Unit) map[string]place {
	all := map[string]place{}
	for i := range u.Components {
		c := &u.Components[i]
		for j := range c.Releases {
			r := &c.Releases[j]
			all[r.Name] = place{unit: u, component: c, release: r, path: "dependsOn"}
		}
	}
	return all
}

// releaseOrder finds releases that wait for each other, for one of another
// unit (no engine looks across), or for none at all.
func releaseOrder(s Subject) diag.List {
	var findings diag.List
	homes := map[string]model.UnitID{}
	for i := range s.Units {
		for name := range releasesOf(&s.Units[i]) {
			homes[s.Units[i].ID.Environment+"/"+name] = s.Units[i].ID
		}
	}
	for i := range s.Units {
		u := &s.Units[i]
		all := releasesOf(u)
		var names []string
		for name := range all {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			findings = append(findings, unknownReleases(s, all[name], names, homes)...)
			if !u.Target.IsHub() {
				findings.Add(s.finding(all[name].at(""), diag.Finding{
					Code:    "graph-release-off-hub",
					Message: "releases are delivered from the hub, but the unit is applied to " + clusterName(u.Target),
					Remedy:  "move the release into a unit of the hub; it is installed into the cluster it names",
				}))
			}
		}
		edges := func(name string) []string { return all[name].release.DependsOn }
		exists := func(name string) bool { return slices.Contains(names, name) }
		for _, c := range cycles(names, edges, exists) {
			findings.Add(s.finding(all[c[0]], diag.Finding{
				Code:    "graph-release-cycle",
				Message: "the releases wait for each other: " + route(c), Remedy: "take one of these dependencies away",
			}))
		}
	}
	return findings
}

func unknownReleases(s Subject, at place, names []string, homes map[string]model.UnitID) diag.List {
	var findings diag.List
	for i, dependency := range at.release.DependsOn {
		if slices.Contains(names, dependency) {
			continue
		}
		f := diag.Finding{
			Code: "graph-unknown-release", Value: dependency,
			Message: "the unit has no such release", Remedy: diag.DidYouMean(dependency, names),
		}
		if home, ok := homes[at.unit.ID.Environment+"/"+dependency]; ok {
			f.Code = "graph-foreign-release"
			f.Message = fmt.Sprintf("a release may only depend on releases of its own unit; this one is in %s", home)
			f.Remedy = fmt.Sprintf("let %s depend on %s instead", at.unit.ID, home)
		}
		findings.Add(s.finding(at.at(fmt.Sprintf("dependsOn[%d]", i)), f))
	}
	return findings
}

// releaseWaits tells whether a release comes after another of its unit,
// directly or not.
func releaseWaits(all map[string]place, name, other string) bool {
	seen := map[string]bool{}
	var visit func(string) bool
	visit = func(n string) bool {
		r, ok := all[n]
		if !ok || seen[n] {
			return false
		}
		seen[n] = true
		return slices.ContainsFunc(r.release.DependsOn, func(d string) bool { return d == other || visit(d) })
	}
	return visit(name)
}
