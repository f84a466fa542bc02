package prove

import (
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
)

// unknown stands for what only a running Crossplane will know: a field of a
// status. A name that holds it is not looked up.
const unknown = "\x00"

// identity is an object in one of the clusters.
type identity struct {
	cluster model.Target
	ref     model.ObjectRef
}

// thing is something that exists once the tree is reconciled.
type thing struct {
	units []model.UnitID // that make it; none if it was there before
	// keys of a Secret or ConfigMap. They are all there are if sealed, and
	// unknown otherwise.
	keys   []string
	sealed bool
	// ports of a Service, listeners of a Gateway; none if unknown.
	ports []model.Port
	// applied are the places whose bytes are the object itself.
	applied []place
}

// reference is a name that points at something.
type reference struct {
	from place
	unit model.UnitID // that is healthy only once the reference holds
	to   identity
	key  string
	port model.Port
	// keyOnly: another reference looks for the object, this one for its key.
	keyOnly bool
	// hard references hold their unit back until they resolve; soft ones
	// resolve in the course of things.
	hard bool
	// before: the unit cannot even be applied without.
	before bool
	// xr is the composite resource for which the reference is composed.
	xr model.ObjectRef
}

// applied is an object that some unit brings into a cluster.
type applied struct {
	at      place
	unit    model.UnitID
	cluster model.Target
	ref     model.ObjectRef
	node    *manifest.Node
	// remote objects are put there by Crossplane, which tries again, and not
	// by the engine, which refuses a unit with a kind that does not exist.
	remote bool
	// xr is the composite resource that the object is composed for.
	xr model.ObjectRef
	// loose objects do not hold back the health of their unit.
	loose bool
	// depth counts the XRs above.
	depth int
}

// thing is the entry of an object, made if there is none.
func (w *world) thing(cluster model.Target, ref model.ObjectRef) *thing {
	id := identity{cluster, ref}
	t := w.things[id]
	if t == nil {
		t = &thing{}
		w.things[id] = t
	}
	return t
}

// made is the entry of an object that a unit makes.
func (w *world) made(o *applied, ref model.ObjectRef, keys ...string) {
	if strings.Contains(ref.Name+ref.Namespace, unknown) || ref.Name == "" {
		return
	}
	t := w.thing(o.cluster, ref)
	t.units = append(t.units, o.unit)
	if len(keys) > 0 {
		t.keys, t.sealed = append(t.keys, keys...), true
	}
}

func (t *thing) hasKey(key string) bool { return !t.sealed || slices.Contains(t.keys, key) }

func (t *thing) hasPort(p model.Port) bool {
	if len(t.ports) == 0 {
		return true
	}
	return slices.ContainsFunc(t.ports, func(have model.Port) bool {
		return (p.Name == "" || p.Name == have.Name) && (p.Number == 0 || p.Number == have.Number)
	})
}
