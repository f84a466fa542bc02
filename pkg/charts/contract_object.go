package charts

import (
	"reflect"

	"seamark.dev/seamark/pkg/manifest"
)

// CheckObject finds what in an object, or in a part of one, its reader would not
// understand: fields that its type does not have, values of another type, words
// that are none of the few that it knows. Texts that a template fills in are left
// alone. Paths begin at the top of the node.
func CheckObject(of reflect.Type, object *manifest.Node) []Finding {
	w := contractWalk{all: object}
	w.typed([]reflect.Type{of}, nil, object)
	return w.found
}
