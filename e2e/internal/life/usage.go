package life

import (
	"fmt"

	"k8s.io/apimachinery/pkg/runtime/schema"
)

// reconcileUsage does what Crossplane does with a Usage: it finds who uses
// what, and is ready when both are there.
func (w *World) reconcileUsage(o *Object) {
	message := ""
	for _, side := range []string{"of", "by"} {
		if _, ok := mapAt(o, "spec", side); !ok {
			continue
		}
		if found := w.used(o, side); found == nil {
			message = "cannot resolve spec." + side
		}
	}
	w.add(o, map[string]any{"status": status(message == "", message)})
}

// used is the object that one side of a Usage names or selects.
func (w *World) used(o *Object, side string) *Object {
	ref := w.usedRef(o, side)
	if ref.Name == "" {
		return w.sibling(o, ref.Group, ref.Kind)
	}
	return w.hub[ref]
}

// usedRef is what one side of a Usage refers to; without a name if it selects.
func (w *World) usedRef(o *Object, side string) Ref {
	gvk := schema.FromAPIVersionAndKind(text(o, "spec", side, "apiVersion"), text(o, "spec", side, "kind"))
	return Ref{Group: gvk.Group, Kind: gvk.Kind, Namespace: o.GetNamespace(), Name: text(o, "spec", side, "resourceRef", "name")}
}

// sibling is the object of a kind that the same XR composed.
func (w *World) sibling(o *Object, group, kind string) *Object {
	owner := controller(o)
	for _, ref := range sorted(w.hub) {
		other := controller(w.hub[ref])
		if ref.Group == group && ref.Kind == kind && owner != nil && other != nil && other.UID == owner.UID {
			return w.hub[ref]
		}
	}
	return nil
}

// inUse is why an object may not be deleted, if a Usage says so: the answer of
// Crossplane's webhook. Nothing composed by the same XR counts, because that is
// deleted along with it and holds up the deletion only for a while.
func (w *World) inUse(o *Object) error {
	for _, ref := range sorted(w.hub) {
		usage := w.hub[ref]
		if ref.Kind != "Usage" || controller(usage) != nil {
			continue
		}
		if w.usedRef(usage, "of") == refOf(o) {
			return fmt.Errorf("%s is in use by %s: %s", refOf(o), ref, text(usage, "spec", "reason"))
		}
	}
	return nil
}
