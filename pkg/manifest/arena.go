package manifest

import "slices"

// arena hands out nodes and field lists from larger blocks: a manifest is many
// tiny values that live and die together.
type arena struct {
	nodes  []Node
	fields []Field
	stack  []Field // fields of the maps and lists that are still being read
}

// Block sizes: a small object fits into one block of each.
const (
	nodeBlock  = 32
	fieldBlock = 48
)

func (a *arena) node(kind Kind, text string, subs []Field) *Node {
	if len(a.nodes) == cap(a.nodes) {
		a.nodes = make([]Node, 0, nodeBlock)
	}
	a.nodes = append(a.nodes, Node{kind: kind, text: text, subs: subs})
	return &a.nodes[len(a.nodes)-1]
}

func (a *arena) str(s string) *Node { return a.node(KindString, s, nil) }

func (a *arena) number(text string) *Node { return a.node(KindNumber, text, nil) }

// push puts a field, or an item with an empty name, on the stack.
func (a *arena) push(name string, value *Node) {
	if a.stack == nil {
		a.stack = make([]Field, 0, fieldBlock)
	}
	a.stack = append(a.stack, Field{Name: name, Value: value})
}

// pop makes a map or list of what was pushed since the stack had this height.
func (a *arena) pop(kind Kind, height int) *Node {
	subs := a.keep(a.stack[height:])
	a.stack = a.stack[:height]
	return a.node(kind, "", subs)
}

func (a *arena) keep(fields []Field) []Field {
	switch n := len(fields); {
	case n == 0:
		return nil
	case n > fieldBlock/2:
		return slices.Clone(fields)
	case n > cap(a.fields)-len(a.fields):
		a.fields = make([]Field, 0, fieldBlock)
	}
	from := len(a.fields)
	a.fields = append(a.fields, fields...)
	return slices.Clip(a.fields[from:])
}
