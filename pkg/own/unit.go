package own

import (
	"slices"
	"time"

	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/declare"
)

// units are the units of an environment.
func units() []declare.Unit {
	return []declare.Unit{
		declare.Infra, declare.Platform, declare.Resources, declare.Collection,
		declare.Environment, declare.Releases, declare.LogSinks,
	}
}

// ownUnit is the unit of objects that come after one of an environment's.
func ownUnit(after string) declare.Unit {
	unit, _ := unitOf(after)
	return declare.Unit{Path: "4-own/after-" + slug(after), OnDOKS: true, Timeout: 15 * time.Minute, After: []declare.Unit{unit}}
}

// unitOf is the unit of an environment of a path, or of the component of a name;
// false, with all that are known, if there is none.
func unitOf(name string) (declare.Unit, []string) {
	var known []string
	for _, u := range units() {
		if u.Path == name {
			return u, nil
		}
		known = append(known, u.Path)
	}
	for _, c := range components.Standard().All() {
		if !slices.ContainsFunc(units(), c.Unit.Same) {
			continue // of the hub
		}
		if c.Name == name {
			return c.Unit, nil
		}
		known = append(known, c.Name)
	}
	return declare.Unit{}, known
}
