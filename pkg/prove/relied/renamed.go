package relied

import (
	"slices"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// renamed finds overrides that change what the objects of a chart, or of one of
// its subcharts, are called, where nobody refers to them by name: labels still do.
func renamed(inv *inventory.Inventory, r inventory.Release, told map[string]bool) diag.List {
	var findings diag.List
	for _, f := range r.Values.Fields() {
		findings = append(findings, renames(inv, r, told, "", f)...)
		for _, below := range f.Value.Fields() {
			findings = append(findings, renames(inv, r, told, f.Name, below)...)
		}
	}
	return findings
}

// renames is what one value changes of the names of a chart, which is the
// release's own or a part of it.
func renames(inv *inventory.Inventory, r inventory.Release, told map[string]bool, part string, f manifest.Field) diag.List {
	same, isName := unchanged(r, part, f.Name)
	path := manifest.Fields(f.Name)
	if part != "" {
		path = manifest.Fields(part, f.Name)
	}
	name, place := f.Value.Text(), r.Place.Values(path)
	if !isName || name == "" || slices.Contains(same, name) || inventory.Template(name) || !place.Overridden() || told[place.Path.String()] {
		return nil
	}
	known := func(m model.Made) bool { return m.By.At == part }
	if part != "" && !slices.ContainsFunc(r.Release.Makes, known) {
		return nil
	}
	return diag.List{inv.Finding(place, diag.Finding{
		Code:    "values-renamed",
		Message: "the chart's objects are called after it, and dashboards, alerts and network policies find them by their names",
		Remedy:  "leave it out", Severity: diag.Warning,
	})}
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
