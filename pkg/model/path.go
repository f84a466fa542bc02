package model

import (
	"path"
	"slices"
	"strings"
)

// ComponentDir is the folder of a component of the unit.
func (u Unit) ComponentDir(c Component) string { return path.Join(u.ID.Dir(), c.Name) }

// ObjectPath is the file of an object in the rendered tree: one of the objects
// of a component of the unit.
func (u Unit) ObjectPath(c Component, o Object) string {
	objects := c.Objects
	i := slices.Index(objects, o)
	if i < 0 {
		i, objects = len(objects), append(slices.Clip(objects), o)
	}
	return path.Join(u.ComponentDir(c), FileNames(objects)[i])
}

// FileNames are the names of the files of a folder's objects, in their order:
// kind-name.yaml. Where the folder has that twice, the group comes before it,
// or within one group the namespace.
func FileNames(folder []Object) []string {
	type plain struct{ kind, name string }
	same := make(map[plain][]ObjectRef, len(folder))
	for _, o := range folder {
		ref := RefOf(o)
		key := plain{ref.Kind, ref.Name}
		same[key] = append(same[key], ref)
	}
	names := make([]string, len(folder))
	for i, o := range folder {
		ref := RefOf(o)
		names[i] = prefix(ref, same[plain{ref.Kind, ref.Name}]) + strings.ToLower(ref.Kind) + "-" + ref.Name + ".yaml"
	}
	return names
}

// prefix tells an object from the others of its kind and name.
func prefix(ref ObjectRef, others []ObjectRef) string {
	for _, other := range others {
		switch {
		case other.Group != ref.Group:
			group, _, _ := strings.Cut(ref.Group, ".")
			return group + "-"
		case other.Namespace != ref.Namespace:
			return ref.Namespace + "-"
		}
	}
	return ""
}
