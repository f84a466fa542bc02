package relied

import (
	"fmt"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// renamed finds overrides that change what the objects of a chart, or of one of
// its subcharts, are called: nothing here computes names as a chart's templates
// do, so that who refers to one would look for what is no more.
func renamed(inv *inventory.Inventory, r inventory.Release) diag.List {
	var findings diag.List
	for _, f := range r.Values.Fields() {
		findings = append(findings, renames(inv, r, "", f)...)
		for _, below := range f.Value.Fields() {
			findings = append(findings, renames(inv, r, f.Name, below)...)
		}
	}
	return findings
}

// renames is what one value changes of the names of a chart, which is the
// release's own or a part of it.
func renames(inv *inventory.Inventory, r inventory.Release, part string, f manifest.Field) diag.List {
	same, isName := unchanged(r, part, f.Name)
	path := manifest.Fields(f.Name)
	if part != "" {
		path = manifest.Fields(part, f.Name)
	}
	name, place := f.Value.Text(), r.Place.Values(path)
	if !isName || name == "" || slices.Contains(same, name) || inventory.Template(name) || !place.Overridden() {
		return nil
	}
	made, who := reliants(inv, r, part)
	if part != "" && !made {
		return nil
	}
	found := diag.Finding{
		Code:    "values-renamed",
		Message: "the chart's objects are called after it, and dashboards, alerts and network policies find them by their names",
		Remedy:  "leave it out", Severity: diag.Warning,
	}
	if len(who) > 0 {
		found.Severity = 0
		found.Message = "the chart's objects would be called otherwise, or be elsewhere: " + strings.Join(who, "; ")
	}
	return diag.List{inv.Finding(place, found)}
}

// unchanged are the values of such a key that change nothing.
func unchanged(r inventory.Release, part, key string) (same []string, isName bool) {
	switch key {
	case "fullnameOverride":
		if part == "" {
			return []string{r.Release.Name}, true
		}
		return []string{r.Release.Name + "-" + part}, true
	case "nameOverride":
		if part == "" {
			return []string{r.Release.Chart.Name}, true
		}
		return []string{part}, true
	case "namespaceOverride":
		return []string{r.Release.Namespace}, true
	}
	return nil, false
}

// reliants are who refers to an object that the component says its chart makes,
// three at most, and whether there is such an object at all.
func reliants(inv *inventory.Inventory, r inventory.Release, part string) (any bool, who []string) {
	made := map[inventory.Identity]bool{}
	for _, p := range r.Component.Provides {
		if p.Ref.Namespace == r.Release.Namespace && strings.Contains(p.Ref.Name, part) && strings.HasPrefix(p.Ref.Name, r.Release.Name) {
			made[inventory.Identity{Cluster: p.Cluster, Ref: p.Ref}] = true
		}
	}
	for i := range inv.References {
		ref := &inv.References[i]
		if !made[ref.To] {
			continue
		}
		clause := fmt.Sprintf("%s refers to %s", inv.Subject(ref.From).Object, ref.To.Ref)
		if !slices.Contains(who, clause) {
			who = append(who, clause)
		}
	}
	slices.Sort(who)
	const most = 3
	if len(who) > most {
		who = append(who[:most], fmt.Sprintf("and %d more", len(who)-most))
	}
	return len(made) > 0, who
}
