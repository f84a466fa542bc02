package logql

import "slices"

// Node is a node of a syntax tree. The names are the grammar's.
type Node struct {
	Name string `json:"name"`
	// Error marks a place where the expression does not follow the grammar.
	Error bool `json:"error"`
	// From is where the text begins, in UTF-16 units.
	From  int     `json:"from"`
	Text  string  `json:"text"`
	Nodes []*Node `json:"nodes"`
}

// all are the nodes of the names, in the order of the text. It looks below a
// node that it finds.
func (n *Node) all(names ...string) []*Node {
	var found []*Node
	if slices.Contains(names, n.Name) {
		found = append(found, n)
	}
	for _, child := range n.Nodes {
		found = append(found, child.all(names...)...)
	}
	return found
}

// child is the first direct child of one of the names, or nil.
func (n *Node) child(names ...string) *Node {
	for _, child := range n.Nodes {
		if slices.Contains(names, child.Name) {
			return child
		}
	}
	return nil
}

// word is the text of the first direct child of one of the names.
func (n *Node) word(names ...string) string {
	if child := n.child(names...); child != nil {
		return child.Text
	}
	return ""
}

// flat are the items of a list that the grammar nests to the left: a List of a
// List and an item.
func (n *Node) flat(item string) []*Node {
	var items []*Node
	for _, child := range n.Nodes {
		switch child.Name {
		case n.Name:
			items = append(items, child.flat(item)...)
		case item:
			items = append(items, child)
		}
	}
	return items
}
