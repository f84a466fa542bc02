package platform

import (
	"reflect"

	"go.yaml.in/yaml/v3"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
)

// decoder reads one document into a Platform and notes where each field
// stands. It keeps going after a finding.
type decoder struct {
	reading
	source
	document document
	findings diag.List
	reported map[about]bool // by all decoders of a platform
	below    *underlay      // what environments are read over; nil for nothing
	// recording tells that spec.defaults is read.
	recording bool
	first     int // index of the document's first environment in the platform
	depth     int
	budget    int  // nodes that may still be visited, see limits
	stopped   bool // a limit was reached, and the rest was not read
}

// environments are the environments of a platform.
func environments() manifest.Path { return manifest.Fields("spec", "environments") }

func newDecoder(d document, reported map[about]bool) *decoder {
	decoder := &decoder{
		reading:  newReading(),
		source:   source{file: d.file},
		document: d,
		reported: reported,
		budget:   freeVisits + visitsByNode*count(d.root),
	}
	decoder.positions[""] = diag.Where{File: d.file, Line: d.root.Line}
	return decoder
}

func (d *decoder) platform() Platform {
	var p Platform
	d.value(d.document.root, nil, reflect.ValueOf(&p).Elem())
	return p
}

// value reads a node into v, which is one of the types of this package or
// what they are made of.
func (d *decoder) value(n *yaml.Node, at manifest.Path, v reflect.Value) {
	if n = d.enter(n, at); n == nil {
		return
	}
	defer d.leave()
	if n.ShortTag() == "!!null" {
		d.nothing(n, at)
		return
	}
	d.into(n, at, v)
}

// into reads a node that is there.
func (d *decoder) into(n *yaml.Node, at manifest.Path, v reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer: // to what may be absent
		v.Set(reflect.New(v.Type().Elem()))
		if v.Elem().Kind() == reflect.Int {
			d.integer(n, at, v.Elem(), true)
			return
		}
		d.into(n, at, v.Elem())
	case reflect.Struct:
		if v.Type() != reflect.TypeFor[Defaults]() { // which is read before
			d.structure(n, at, v)
		}
	case reflect.Map:
		d.dictionary(n, at, v)
	case reflect.Slice:
		d.list(n, at, v)
	case reflect.String:
		d.str(n, at, v)
	case reflect.Int:
		d.integer(n, at, v, false)
	case reflect.Bool:
		d.boolean(n, at, v)
	}
}
