package inventory

import (
	"slices"

	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
)

// changed is what overrides take away: the objects, kinds and ports that a
// release makes with our values and not with the user's, each with the value
// that does it.
type changed struct {
	objects map[Identity]Change
	kinds   map[kindIn]Change
	ports   map[Identity][]changedPort
}

type changedPort struct {
	port model.Port
	by   Change
}

// Change is a value that a user changed.
type Change struct {
	Place
	// Was is what it was before; nil if nobody had written it.
	Was *manifest.Node
}

// makes notes what the releases of a component make.
func (inv *Inventory) makes(at model.Place) {
	for i := range at.Component.Releases {
		at.Release = &at.Component.Releases[i]
		r := Release{Place: Place{Place: at}}
		if values, err := at.Release.MergedValues(); err == nil { // else it shows when it is encoded
			r.Values = values
		}
		inv.effective[at.Release] = r.Values
		var ours *manifest.Node
		if len(at.Release.Overrides) > 0 {
			ours, _ = manifest.Of(at.Release.Values)
		}
		for _, made := range at.Release.Makes {
			p, ok := made.Provided(at.Release, r.Values)
			if ok {
				inv.provided(at, p)
			}
			if ours != nil {
				inv.changes(r, made, ours, p, ok)
			}
		}
	}
}

// changes notes what an object was before the user's values.
func (inv *Inventory) changes(r Release, made model.Made, ours *manifest.Node, now model.Provided, still bool) {
	before, was := made.Provided(r.Release, ours)
	if !was {
		return
	}
	id := Identity{before.Cluster, before.Ref}
	if !still || now.Ref != before.Ref {
		value, ok := r.changing(made.Decide(), ours)
		if !ok {
			return
		}
		inv.changed.objects[id] = value
		if id.Ref.Kind == crdKind {
			inv.changed.kinds[kindOf(id.Cluster, id.Ref.Name)] = value
		}
		return
	}
	value, ok := r.changing(made.DecidePorts(), ours)
	for _, port := range before.Ports {
		if ok && !slices.Contains(now.Ports, port) {
			inv.changed.ports[id] = append(inv.changed.ports[id], changedPort{port, value})
		}
	}
}

// changing is the first of some values that the user changed.
func (r Release) changing(paths []string, ours *manifest.Node) (Change, bool) {
	for _, text := range paths {
		path := manifest.Dotted(text)
		before, now := model.ValueAt(ours, path), model.ValueAt(r.Values, path)
		if place, ok := r.Override(path); ok && ((before == nil) != (now == nil) || !before.Equal(now)) {
			return Change{place, before}, true
		}
	}
	return Change{}, false
}

// Override is the place of a value that the user overrides, or of what stands in
// the stead of something above it.
func (r Release) Override(path manifest.Path) (Place, bool) {
	for n := len(path); n > 0; n-- {
		place := r.Place.Values(path[:n])
		if !place.Overridden() {
			continue
		}
		// Above the value itself, only what is no map stands in its stead.
		above, _ := r.Values.At(path[:n])
		return place, n == len(path) || above.Kind() != manifest.KindMap
	}
	return Place{}, false
}

// TakenAway is the value by which the user took away what a
// reference leads to; false if it is there, or never was.
func (inv *Inventory) TakenAway(r *Reference) (by Change, ok bool) {
	t := inv.Things[r.To]
	if t == nil {
		by, ok = inv.changed.objects[r.To]
		return by, ok
	}
	if r.Port == (model.Port{}) || t.HasPort(r.Port) {
		return by, false
	}
	for _, c := range inv.changed.ports[r.To] {
		if (&Thing{Ports: []model.Port{c.port}}).HasPort(r.Port) {
			return c.by, true
		}
	}
	return by, false
}

// KindTakenAway is TakenAway for the kind of an object.
func (inv *Inventory) KindTakenAway(cluster model.Target, ref model.ObjectRef) (by Change, ok bool) {
	for _, kind := range kindsNamed(cluster, ref) {
		if by, ok = inv.changed.kinds[kind]; ok {
			return by, len(inv.kinds[kind]) == 0
		}
	}
	return by, false
}

// WantedTakenAway is TakenAway for a kind that a release wants.
func (inv *Inventory) WantedTakenAway(w Wanted) (by Change, ok bool) {
	by, ok = inv.changed.kinds[w.kind]
	return by, ok && len(inv.kinds[w.kind]) == 0
}
