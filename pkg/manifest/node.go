// Package manifest turns typed objects into the files people read: an ordered
// tree of fields (Node), Helm's merge over it, and canonical YAML.
//
//	Of(object) ─▶ *Node ─▶ AppendYAML
//
// Of walks the Go value itself, because only there is an empty struct (nobody
// set it: dropped) different from a pointer to one (somebody asked for
// `emptyDir: {}`: kept). A Node never changes once made, so trees may share
// branches and any number of goroutines may read them.
package manifest

import (
	"iter"
	"strconv"
)

// Kind tells what a Node is.
type Kind uint8

// The kinds of values, as in JSON.
const (
	KindNull Kind = iota
	KindBool
	KindNumber
	KindString
	KindMap
	KindList
)

// Node is one value of a manifest: a map with ordered fields, a list, or a
// scalar. It does not change once made. The zero value, and nil, are null.
type Node struct {
	kind Kind
	text string  // string: its value; number and bool: as written in JSON
	subs []Field // fields of a map; items of a list, which have no names
}

// Field is one entry of a map.
type Field struct {
	// Name is the key. A map has each name once.
	Name string
	// Value is what stands under it.
	Value *Node
}

// There is one node for each of the values that carry nothing else.
var (
	nullNode  = &Node{kind: KindNull}
	trueNode  = &Node{kind: KindBool, text: "true"}
	falseNode = &Node{kind: KindBool, text: "false"}
)

// Null is the null value.
func Null() *Node { return nullNode }

// Bool is a boolean.
func Bool(b bool) *Node {
	if b {
		return trueNode
	}
	return falseNode
}

// Int is a whole number.
func Int(i int64) *Node { return &Node{kind: KindNumber, text: strconv.FormatInt(i, 10)} }

// Float is a number, written as short as it still reads back exactly. NaN and
// the infinities, which JSON does not have, become null.
func Float(f float64) *Node {
	text, ok := floatText(f, 64)
	if !ok {
		return nullNode
	}
	return &Node{kind: KindNumber, text: text}
}

// String is a string.
func String(s string) *Node { return &Node{kind: KindString, text: s} }

// Map is a map with these fields in this order. Names must differ.
func Map(fields ...Field) *Node { return &Node{kind: KindMap, subs: fields} }

// List is a list of these items.
func List(items ...*Node) *Node {
	subs := make([]Field, len(items))
	for i, item := range items {
		subs[i].Value = item
	}
	return &Node{kind: KindList, subs: subs}
}

// Kind is what the node is.
func (n *Node) Kind() Kind {
	if n == nil {
		return KindNull
	}
	return n.kind
}

// Text is the value of a string, the digits of a number, or true or false. It
// is empty for everything else.
func (n *Node) Text() string {
	if n == nil {
		return ""
	}
	return n.text
}

// Len is the number of fields or items; 0 for a scalar.
func (n *Node) Len() int {
	if n == nil {
		return 0
	}
	return len(n.subs)
}

// Fields are the fields of a map in order; none for anything else. Do not
// change the slice.
func (n *Node) Fields() []Field {
	if n.Kind() != KindMap {
		return nil
	}
	return n.subs
}

// Items are the items of a list in order; none for anything else.
func (n *Node) Items() iter.Seq2[int, *Node] {
	return func(yield func(int, *Node) bool) {
		if n.Kind() != KindList {
			return
		}
		for i := range n.subs {
			if !yield(i, n.subs[i].Value) {
				return
			}
		}
	}
}

// Get is the value under a path of field names; an item of a list is named by
// its index: Get("spec", "containers", "0", "image"). An empty path is the
// node itself.
func (n *Node) Get(path ...string) (*Node, bool) {
	for _, name := range path {
		i := n.position(name)
		if i < 0 {
			return nil, false
		}
		n = n.subs[i].Value
	}
	return n, true
}

// position is where a field or item stands among its siblings; -1 is nowhere.
func (n *Node) position(name string) int {
	switch n.Kind() {
	case KindMap:
		for i := range n.subs {
			if n.subs[i].Name == name {
				return i
			}
		}
	case KindList:
		if i, err := strconv.Atoi(name); err == nil && i >= 0 && i < len(n.subs) {
			return i
		}
	}
	return -1
}

// Equal tells whether two nodes hold the same values in the same order.
func (n *Node) Equal(other *Node) bool {
	if n.Kind() != other.Kind() || n.Text() != other.Text() || n.Len() != other.Len() {
		return false
	}
	for i := range n.Len() {
		a, b := n.subs[i], other.subs[i]
		if a.Name != b.Name || !a.Value.Equal(b.Value) {
			return false
		}
	}
	return true
}

// TextAt is the Text of the scalar under a path of field names, as for Get;
// empty where there is none.
func (n *Node) TextAt(path ...string) string {
	value, _ := n.Get(path...)
	if value.Kind() == KindMap || value.Kind() == KindList {
		return ""
	}
	return value.Text()
}
