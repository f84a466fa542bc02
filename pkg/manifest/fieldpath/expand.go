package fieldpath

import (
	"iter"
	"slices"

	"seamark.dev/seamark/pkg/manifest"
)

// Expand replaces each step * of a path by the items or fields that are there:
// one path for each value that exists, in order, as function-patch-and-transform
// writes to a path with [*] in it.
func Expand(n *manifest.Node, path manifest.Path) []manifest.Path {
	var found []manifest.Path
	if !expand(n, path, 0, &found) {
		return nil
	}
	return found
}

func isEvery(s manifest.Step) bool { return s.Index < 0 && s.Name == "*" }

// expand is false where something other than the map or the list it must be
// stands in the way of any of the paths; Crossplane then takes none of them.
func expand(n *manifest.Node, path manifest.Path, steps int, found *[]manifest.Path) bool {
	if steps == len(path) {
		*found = append(*found, path)
		return true
	}
	step, kind := path[steps], n.Kind()
	switch {
	case isEvery(step):
		if kind != manifest.KindMap && kind != manifest.KindList {
			return false
		}
		for step, below := range children(n) {
			one := slices.Clone(path)
			one[steps] = step
			if !expand(below, one, steps+1, found) {
				return false
			}
		}
		return true
	case step.Index < 0 && kind == manifest.KindNull:
		return true
	case (step.Index < 0) != (kind == manifest.KindMap), (step.Index >= 0) != (kind == manifest.KindList):
		return false
	}
	below, ok := n.At(path[steps : steps+1])
	return !ok || expand(below, path, steps+1, found)
}

// children are the items or fields of a node.
func children(n *manifest.Node) iter.Seq2[manifest.Step, *manifest.Node] {
	return func(yield func(manifest.Step, *manifest.Node) bool) {
		for i, item := range n.Items() {
			if !yield(manifest.Step{Index: i}, item) {
				return
			}
		}
		for _, f := range n.Fields() {
			if !yield(manifest.Step{Name: f.Name, Index: -1}, f.Value) {
				return
			}
		}
	}
}
