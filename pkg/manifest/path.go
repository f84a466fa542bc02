package manifest

import (
	"slices"
	"strings"
)

// MaxIndex is the largest index of a list that With makes items up to.
// Crossplane's patches have the same limit.
const MaxIndex = 1024

// Fields is the path through fields of these names.
func Fields(names ...string) Path {
	p := make(Path, len(names))
	for i, name := range names {
		p[i] = intoField(name)
	}
	return p
}

// Dotted is the path through the fields that a text names, with dots between
// them; a dot within a name is written \. . Empty is the path of nothing.
func Dotted(text string) Path {
	if text == "" {
		return nil
	}
	names := strings.Split(strings.ReplaceAll(text, `\.`, "\x00"), ".")
	for i := range names {
		names[i] = strings.ReplaceAll(names[i], "\x00", ".")
	}
	return Fields(names...)
}

// Field is the path of a field below this one. The receiver does not change.
func (p Path) Field(name string) Path { return p.below(intoField(name)) }

// Item is the path of an item below this one. The receiver does not change.
func (p Path) Item(i int) Path { return p.below(intoItem(i)) }

func (p Path) below(step Step) Path {
	below := make(Path, len(p)+1) // not append, which would make room for what never comes
	copy(below, p)
	below[len(p)] = step
	return below
}

// At is the value under a path.
func (n *Node) At(path Path) (*Node, bool) {
	for _, step := range path {
		want := KindMap
		if step.Index >= 0 {
			want = KindList
		}
		if n.Kind() != want {
			return nil, false
		}
		i := step.Index
		if i < 0 {
			i = slices.IndexFunc(n.subs, func(f Field) bool { return f.Name == step.Name })
		}
		if i < 0 || i >= len(n.subs) {
			return nil, false
		}
		n = n.subs[i].Value
	}
	return n, true
}

// With is the tree with the value under the path. Maps and lists on the way are
// made where they are missing; items that are null, and a tree that is, count as
// missing. It is false, and the tree as it was, where something else stands in the
// way, or where the path has an index above MaxIndex.
func (n *Node) With(path Path, value *Node) (*Node, bool) {
	if slices.ContainsFunc(path, func(s Step) bool { return s.Index > MaxIndex }) {
		return n, false
	}
	if with, ok := n.with(path, value, n.Kind() == KindNull); ok {
		return with, true
	}
	return n, false
}

func (n *Node) with(path Path, value *Node, missing bool) (*Node, bool) {
	if len(path) == 0 {
		return value, true
	}
	step, kind := path[0], KindMap
	if step.Index >= 0 {
		kind = KindList
	}
	var subs []Field
	if !missing {
		if n.Kind() != kind {
			return nil, false
		}
		subs = slices.Clone(n.subs)
	}
	i := step.Index
	if kind == KindMap {
		i = slices.IndexFunc(subs, func(f Field) bool { return f.Name == step.Name })
		missing = i < 0
		if missing {
			i = len(subs)
			subs = append(subs, Field{Name: step.Name})
		}
	}
	for len(subs) <= i {
		subs = append(subs, Field{Value: nullNode})
	}
	if kind == KindList {
		missing = subs[i].Value.Kind() == KindNull
	}
	below, ok := subs[i].Value.with(path[1:], value, missing)
	subs[i].Value = below
	return &Node{kind: kind, subs: subs}, ok
}
