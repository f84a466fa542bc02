package delivery

import (
	"cmp"
	"slices"

	"seamark.dev/seamark/pkg/manifest"
)

// annotated is the object with one more annotation, in the place where its
// struct would have it.
func annotated(object *manifest.Node, key, value string) *manifest.Node {
	metadata, _ := object.Get("metadata")
	annotations, _ := metadata.Get("annotations")
	fields := append(slices.Clone(annotations.Fields()), manifest.Field{Name: key, Value: manifest.String(value)})
	slices.SortFunc(fields, func(a, b manifest.Field) int { return cmp.Compare(a.Name, b.Name) })
	// What metav1.ObjectMeta has after the annotations.
	metadata = with(metadata, "annotations", manifest.Map(fields...), "ownerReferences", "finalizers", "managedFields")
	return with(object, "metadata", metadata, "spec", "data")
}

// with is the map with a field set; a new one stands before those named, else
// at the end.
func with(n *manifest.Node, name string, value *manifest.Node, before ...string) *manifest.Node {
	fields := slices.Clone(n.Fields())
	set := manifest.Field{Name: name, Value: value}
	if i := slices.IndexFunc(fields, func(f manifest.Field) bool { return f.Name == name }); i >= 0 {
		fields[i] = set
		return manifest.Map(fields...)
	}
	at := slices.IndexFunc(fields, func(f manifest.Field) bool { return slices.Contains(before, f.Name) })
	if at < 0 {
		at = len(fields)
	}
	return manifest.Map(slices.Insert(fields, at, set)...)
}
