package model

import "iter"

// Place is an object or a release, and what it is part of. Its parts point into
// the units.
type Place struct {
	Unit      *Unit
	Component *Component
	Object    Object   // nil for a release
	Release   *Release // nil for an object
}

// File is the file in the rendered tree that holds the object. What becomes of
// a release, its engine knows.
func (p Place) File() string { return p.Unit.ObjectPath(*p.Component, p.Object) }

// Objects are the objects of a unit, in order.
func (u *Unit) Objects() iter.Seq[Place] {
	return func(yield func(Place) bool) {
		for i := range u.Components {
			c := &u.Components[i]
			for _, o := range c.Objects {
				if !yield(Place{Unit: u, Component: c, Object: o}) {
					return
				}
			}
		}
	}
}

// Releases are the releases of a unit, in order.
func (u *Unit) Releases() iter.Seq[Place] {
	return func(yield func(Place) bool) {
		for i := range u.Components {
			c := &u.Components[i]
			for j := range c.Releases {
				if !yield(Place{Unit: u, Component: c, Release: &c.Releases[j]}) {
					return
				}
			}
		}
	}
}

// Components are the components of all units, in order. The places have neither
// object nor release.
func Components(units []Unit) iter.Seq[Place] {
	return func(yield func(Place) bool) {
		for i := range units {
			u := &units[i]
			for j := range u.Components {
				if !yield(Place{Unit: u, Component: &u.Components[j]}) {
					return
				}
			}
		}
	}
}

// Objects are the objects of all units, in order.
func Objects(units []Unit) iter.Seq[Place] { return each(units, (*Unit).Objects) }

// Releases are the releases of all units, in order.
func Releases(units []Unit) iter.Seq[Place] { return each(units, (*Unit).Releases) }

func each(units []Unit, of func(*Unit) iter.Seq[Place]) iter.Seq[Place] {
	return func(yield func(Place) bool) {
		for i := range units {
			for place := range of(&units[i]) {
				if !yield(place) {
					return
				}
			}
		}
	}
}

// Environments are the distinct environments of the units in their order, the
// control plane, which is "", among them.
func Environments(units []Unit) []string {
	var names []string
	seen := map[string]bool{}
	for i := range units {
		if name := units[i].ID.Environment; !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	}
	return names
}
