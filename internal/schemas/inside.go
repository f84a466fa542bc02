package schemas

import (
	"fmt"
	"strings"

	"k8s.io/apimachinery/pkg/runtime/schema"
)

// inner is an object at a path within another one; the outermost has no path.
type inner struct {
	path   string
	object map[string]any
	// partial tells that patches complete the object later.
	partial bool
}

// inside are the objects that lie directly within an object.
func inside(in inner) []inner {
	switch KindOf(in.object).GroupKind() {
	case schema.GroupKind{Group: "apiextensions.crossplane.io", Kind: "Composition"}:
		return in.each("spec.pipeline", "input", in.partial)
	case schema.GroupKind{Group: "pt.fn.crossplane.io", Kind: "Resources"}:
		return in.each("resources", "base", true)
	case schema.GroupKind{Group: "kubernetes.m.crossplane.io", Kind: "Object"}:
		const path = "spec.forProvider.manifest"
		if manifest, ok := at(in.object, "spec", "forProvider", "manifest").(map[string]any); ok {
			return []inner{{path: in.join(path), object: manifest, partial: in.partial}}
		}
	}
	return nil
}

// each are the objects in a field of every item of a list.
func (in inner) each(list, name string, partial bool) []inner {
	var all []inner
	items, _ := at(in.object, strings.Split(list, ".")...).([]any)
	for i, item := range items {
		if object, ok := at(item, name).(map[string]any); ok {
			all = append(all, inner{
				path:    in.join(fmt.Sprintf("%s[%d].%s", list, i, name)),
				object:  object,
				partial: partial,
			})
		}
	}
	return all
}

func (in inner) join(path string) string {
	if in.path == "" {
		return path
	}
	return in.path + "." + path
}

func at(node any, path ...string) any {
	for _, name := range path {
		object, _ := node.(map[string]any)
		node = object[name]
	}
	return node
}
