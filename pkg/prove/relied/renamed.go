package relied

import (
	"slices"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// renamed finds overrides that change what the objects of a chart, or of one of
// its subcharts, are called, or where they are, though nobody refers to them by
// name: labels and Secrets in the same namespace still do.
func renamed(inv *inventory.Inventory, r inventory.Release, ours *manifest.Node, told map[string]bool) diag.List {
	var findings diag.List
	for _, made := range append([]model.Made{{}}, r.Release.Makes...) { // the release's own names count in any case
		for _, text := range made.DecideNames() {
			path := manifest.Dotted(text)
			place, ok := r.Override(path)
			if !ok || told[place.Path.String()] || !renames(r, made, path, ours) {
				continue
			}
			told[place.Path.String()] = true
			findings.Add(inv.Finding(place, diag.Finding{
				Code:    "values-renamed",
				Message: "the chart's objects are called after it, and dashboards, alerts and network policies find them by their names",
				Remedy:  "leave it as it was", Severity: diag.Warning,
			}))
		}
	}
	return findings
}

// renames tells whether a value that the user changed changes a name. By the name of
// a chart, labels go too, which show in no name.
func renames(r inventory.Release, made model.Made, path manifest.Path, ours *manifest.Node) bool {
	was, value := model.ValueAt(ours, path).Text(), model.ValueAt(r.Values, path)
	now := value.Text()
	if was == now || inventory.Template(now) || now == "" && value.Kind() != manifest.KindNull {
		return false // an empty text is what charts write to say nothing, and whoever pastes their defaults
	}
	if path[len(path)-1].Name == "nameOverride" {
		chart := made.By.Chart
		if chart == "" {
			chart = r.Release.Chart.Name
		}
		return !slices.Contains([]string{"", chart}, now)
	}
	before, wasMade := made.Provided(r.Release, ours)
	after, isMade := made.Provided(r.Release, r.Values)
	return wasMade && isMade && (before.Ref != after.Ref || made.By.FullName(r.Release, ours) != made.By.FullName(r.Release, r.Values))
}
