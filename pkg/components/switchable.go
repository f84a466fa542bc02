package components

import (
	"slices"

	"seamark.dev/seamark/pkg/platform"
)

// Switchable are the components of a list that an environment can do without
// (environments[].components): those that the configuration knows as such, and all
// of one's own.
func Switchable(list List) []string {
	standard := Standard().Names()
	var switches []string
	for _, s := range platform.DatabaseEngines().Switches() {
		switches = append(switches, s.Name)
	}
	return slices.DeleteFunc(list.Names(), func(name string) bool {
		return slices.Contains(standard, name) && !slices.Contains(switches, name)
	})
}
