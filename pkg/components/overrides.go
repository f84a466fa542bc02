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
