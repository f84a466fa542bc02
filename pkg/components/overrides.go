package components

import (
	"slices"

	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// override puts the user's values into the releases, by their names.
func override(spec platform.Spec, units []model.Unit) {
	given := map[string]map[string]map[string]any{"": spec.Overrides}
	for _, env := range spec.Environments {
		given[env.Name] = env.Overrides
	}
	for at := range model.Components(units) {
		c := at.Component
		c.Releases = slices.Clone(c.Releases) // whoever made them may use them again
		for i := range c.Releases {
			r := &c.Releases[i]
			if values, ok := given[at.Unit.ID.Environment][r.Name]; ok {
				r.Overrides = values
			}
		}
	}
}
