package platform

import (
	"reflect"

	"go.yaml.in/yaml/v3"

	"seamark.dev/seamark/pkg/diag"
)

// decoder reads one document into a Platform and notes where each field
// stands. It keeps going after a mistake.
type decoder struct {
	document  document
	findings  diag.List
	positions positions
	mistaken  map[path]bool
	reported  map[mistake]bool
	first     int // index of the document's first environment in the platform
	depth     int
	budget    int  // nodes that may still be visited, see limits
	stopped   bool // a limit was reached, and the rest was not read
}

const environmentsPath path = "spec.environments"

func newDecoder(d document, firstEnvironment int) *decoder {
	return &decoder{
		document: d, first: firstEnvironment,
		positions: positions{"": {File: d.file, Line: d.root.Line}},
		mistaken:  map[path]bool{},
		reported:  map[mistake]bool{},
		budget:    freeVisits + visitsByNode*count(d.root),
	}
}

func (d *decoder) platform() Platform {
	var p Platform
	d.value(d.document.root, "", reflect.ValueOf(&p).Elem())
	return p
}

// value reads a node into v, which is one of the types of this package or
// what they are made of.
func (d *decoder) value(n *yaml.Node, at path, v reflect.Value) {
	if n = d.enter(n, at); n == nil {
		return
	}
	defer d.leave()
	if n.ShortTag() == "!!null" {
		return
	}
	switch v.Kind() {
	case reflect.Pointer: // to a struct that may be absent
		v.Set(reflect.New(v.Type().Elem()))
		d.structure(n, at, v.Elem())
	case reflect.Struct:
		d.structure(n, at, v)
	case reflect.Map:
		d.dictionary(n, at, v)
	case reflect.Slice:
		d.list(n, at, v)
	case reflect.String:
		d.str(n, at, v)
	case reflect.Int:
		d.integer(n, at, v)
	case reflect.Bool:
		d.boolean(n, at, v)
	}
}
