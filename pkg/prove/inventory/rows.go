package inventory

import (
	"strings"

	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/manifest/fieldpath"
	"seamark.dev/seamark/pkg/model"
)

// every stands in the path of a row for all items of a list.
const every = "*"

// rows are the rows of the table with their paths read, by kind.
type rows struct {
	all    []compiledRow
	byKind map[groupKind][]*compiledRow // as they are asked for
}

type compiledRow struct {
	group, kind string
	path        manifest.Path
	columns     []column
}

func compiled() *rows {
	all := table()
	r := &rows{all: make([]compiledRow, len(all)), byKind: map[groupKind][]*compiledRow{}}
	for i, row := range all {
		var c compiledRow
		c.group, c.kind = split(row.Kind)
		c.path, _ = fieldpath.Parse(row.Path) // TestTable reads them all
		for _, column := range []column{row.Makes, row.Refers} {
			if column != nil {
				c.columns = append(c.columns, column)
			}
		}
		r.all[i] = c
	}
	return r
}

// split takes GROUP/KIND apart; the core group has neither name nor slash.
func split(kind string) (group, name string) {
	slash := strings.LastIndexByte(kind, '/')
	return kind[:max(0, slash)], kind[slash+1:]
}

// of are the rows of a kind, in order.
func (r *rows) of(kind groupKind) []*compiledRow {
	matching, known := r.byKind[kind]
	if !known {
		for i := range r.all {
			if r.all[i].matches(kind) {
				matching = append(matching, &r.all[i])
			}
		}
		r.byKind[kind] = matching
	}
	return matching
}

func (r *compiledRow) matches(kind groupKind) bool {
	if r.kind != every && r.kind != kind.kind {
		return false
	}
	ending, open := strings.CutPrefix(r.group, every)
	if open {
		return strings.HasSuffix(kind.group, ending)
	}
	return r.group == kind.group
}

// object reads an object: that it exists, what comes from it, and what it
// points at.
func (inv *Inventory) object(o Object) {
	o.Ref = refOf(o.Node)
	inv.made(&o, o.Ref)
	if !strings.Contains(o.Ref.Name, Unknown) {
		t := inv.thing(o.Cluster, o.Ref)
		t.Applied = append(t.Applied, o.At)
	}
	inv.Objects = append(inv.Objects, o)
	kind := groupKind{o.Ref.Group, o.Ref.Kind}
	f := field{inv: inv, o: &o, path: make(manifest.Path, 0, 8)}
	for _, row := range inv.rows.of(kind) {
		f.each(row, row.path, o.Node)
	}
	if _, xr := inv.definitions[kind]; xr {
		inv.composite(&o)
	}
}

// field is a field of an object that a row is about. It is valid only while its
// column reads it.
type field struct {
	inv  *Inventory
	o    *Object
	path manifest.Path
	node *manifest.Node
}

// each reads the fields below a node that a row is about.
func (f *field) each(row *compiledRow, rest manifest.Path, n *manifest.Node) {
	if len(rest) == 0 {
		f.node = n
		for _, read := range row.columns {
			read(f)
		}
		return
	}
	if rest[0].Name == every {
		for i, item := range n.Items() {
			f.path = append(f.path, manifest.Step{Index: i})
			f.each(row, rest[1:], item)
			f.path = f.path[:len(f.path)-1]
		}
		return
	}
	below, ok := n.At(rest[:1])
	if !ok {
		return
	}
	f.path = append(f.path, rest[0])
	f.each(row, rest[1:], below)
	f.path = f.path[:len(f.path)-1]
}

// named is an object of the field's cluster.
func (f *field) named(group, kind, namespace, name string) Identity {
	return Identity{f.o.Cluster, model.ObjectRef{Group: group, Kind: kind, Namespace: namespace, Name: name}}
}

// refer notes a reference at the field, if it names anything.
func (f *field) refer(r Reference) {
	if r.To.Ref.Name != "" {
		f.inv.refer(f.o, f.path, r)
	}
}

// itself is the object of the field.
func (f *field) itself() *Thing {
	if strings.Contains(f.o.Ref.Name, Unknown) {
		return &Thing{} // nobody can look it up
	}
	return f.inv.thing(f.o.Cluster, f.o.Ref)
}

// made notes an object that exists because of the field.
func (f *field) made(ref model.ObjectRef, keys ...string) { f.inv.made(f.o, ref, keys...) }

// name is the name that the field is, or that it holds.
func (f *field) name() string {
	if f.node.Kind() == manifest.KindMap {
		return f.node.TextAt("name")
	}
	return f.node.TextAt()
}
