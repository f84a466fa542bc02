package leaks

import (
	"strings"

	"seamark.dev/seamark/internal/secrets"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// reader reads a tree. What the user wrote is read with suspicion, all else by
// the shapes of secrets alone: it is ours, or is made by a component, and names
// secrets where it uses them.
type reader struct {
	*leak
	base inventory.Place
	path manifest.Path
	// within tells that the tree is one that a text of the user's holds, and
	// how deep; what is found in it is told of the text.
	within int
}

// everything stands for an override of all that is below.
var everything any = true

// below is the override of a field; nil if the user says nothing of it.
func below(over any, field string) any {
	switch o := over.(type) {
	case nil:
		return nil
	case map[string]any:
		value, given := o[field]
		if given && value == nil {
			return everything
		}
		return value
	default:
		return everything
	}
}

// users tells whether the user wrote what stands here: a scalar, or a list,
// which is replaced as a whole.
func users(over any) bool {
	_, onTheWay := over.(map[string]any)
	return over != nil && !onTheWay
}

// in is the reader of a field or an item.
func (r reader) in(step manifest.Step) reader {
	if r.within == 0 {
		r.path = append(r.path, step)
	}
	return r
}

func (r reader) at() inventory.Place { return r.base.Below(r.path) }

// node reads a node and all below it.
func (r reader) node(n *manifest.Node, over any) {
	switch n.Kind() {
	case manifest.KindString:
		r.text(n.Text(), users(over))
	case manifest.KindMap:
		r.fields(n, over)
	case manifest.KindList:
		for i, item := range n.Items() {
			if r.argument(n, i, over) {
				continue
			}
			r.in(manifest.Step{Index: i}).node(item, below(over, ""))
		}
	}
}

// fields reads a map: a whole Secret, names that are secrets, values under names
// and beside them.
func (r reader) fields(n *manifest.Node, over any) {
	if n.TextAt("kind") == "Secret" && n.TextAt("apiVersion") == "v1" {
		r.data(n)
	}
	paired := r.paired(n)
	for _, f := range n.Fields() {
		under := below(over, f.Name)
		for _, s := range secrets.In(f.Name) {
			r.found(r.at(), s)
		}
		in := r.in(manifest.Step{Name: f.Name, Index: -1})
		if r.public(f.Name) {
			continue
		}
		if !users(under) {
			in.node(f.Value, under)
			continue
		}
		secret := !published[f.Value.Text()] && secrets.Held(f.Name, f.Value.Text()) && !(named(n) && secrets.Words(f.Value.Text()))
		if paired != "" && f.Name == "value" {
			secret = secrets.Given(paired, f.Value.Text())
		}
		if !secret || !in.literal(f.Value) {
			in.node(f.Value, under)
		}
	}
}

// public tells whether a field of an object is the ID of a key, which by itself
// opens nothing.
func (r reader) public(field string) bool {
	return field == "existingKeyID" && r.base.Object != nil && model.RefOf(r.base.Object).Kind == "ObjectStore"
}

// literal tells of a value that is a secret by its name, and whether it did.
func (r reader) literal(value *manifest.Node) bool {
	text := value.Text()
	const digits = 6 // of a number that may be a password
	if kind := value.Kind(); kind != manifest.KindString && (kind != manifest.KindNumber || len(text) < digits) {
		return false
	}
	if len(secrets.In(text)) > 0 { // which tells more
		return false
	}
	r.add(r.at(), codeLiteral, text, "the field holds a secret in clear text", remedyField)
	return true
}

// paired is the name that a value stands beside: {name: TOKEN, value: …}.
func (r reader) paired(n *manifest.Node) string {
	if _, ok := n.Get("value"); !ok {
		return ""
	}
	for _, field := range [...]string{"name", "key", "header", "path"} {
		if name := n.TextAt(field); name != "" {
			return name
		}
	}
	return ""
}

// named tells whether a map names a Secret, so that what else it holds are
// names of keys.
func named(n *manifest.Node) bool {
	for _, field := range [...]string{"name", "secretName", "existingSecret"} {
		if n.TextAt(field) != "" {
			return true
		}
	}
	return false
}

// argument tells of an item of a list that is a secret by the item before it:
// --token, and then the token.
func (r reader) argument(list *manifest.Node, i int, over any) bool {
	if i == 0 || !users(over) {
		return false
	}
	before, item := itemText(list, i-1), itemText(list, i)
	if !strings.HasPrefix(before, "-") || strings.Contains(before, "=") || strings.HasPrefix(item, "-") ||
		secrets.Name(before) != secrets.Strong || !secrets.Given(before, item) || len(secrets.In(item)) > 0 {
		return false
	}
	r.add(r.in(manifest.Step{Index: i}).at(), codeLiteral, item, "the argument is a secret in clear text", remedyField)
	return true
}

func itemText(list *manifest.Node, i int) string {
	item, _ := list.At(manifest.Path{{Index: i}})
	return item.Text()
}

// data tells of a Secret that carries values.
func (r reader) data(n *manifest.Node) {
	for _, field := range [...]string{"data", "stringData"} {
		data, _ := n.Get(field)
		for _, f := range data.Fields() {
			value := f.Value.Text()
			if value == "" || secrets.Placeholder(value) {
				continue
			}
			at := r.in(manifest.Step{Name: field, Index: -1}).in(manifest.Step{Name: f.Name, Index: -1}).at()
			r.add(at, codeData, value, "a Secret with values would be in the repository for everybody to read", remedyData)
		}
	}
}
