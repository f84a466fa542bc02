package components

import (
	"slices"

	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// override puts the user's values into the releases, by their names, and the
// versions of charts, by theirs.
func override(spec platform.Spec, units []model.Unit) {
	given := map[string]map[string]map[string]any{"": spec.Overrides}
	versions := map[string]map[string]platform.ChartVersion{"": spec.Charts}
	for _, env := range spec.Environments {
		given[env.Name], versions[env.Name] = env.Overrides, env.Charts
	}
	for at := range model.Components(units) {
		c := at.Component
		c.Releases = slices.Clone(c.Releases) // whoever made them may use them again
		for i := range c.Releases {
			r := &c.Releases[i]
			if values, ok := given[at.Unit.ID.Environment][r.Name]; ok {
				r.Overrides = values
			}
			if other, ok := versions[at.Unit.ID.Environment][r.Chart.Name]; ok && other.Version != r.Chart.Version {
				r.Pinned, r.Chart.Version, r.Chart.AppVersion = r.Chart.Version, other.Version, ""
			}
		}
	}
}
