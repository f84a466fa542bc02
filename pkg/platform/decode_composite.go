package platform

import (
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
)

func (d *decoder) structure(n *yaml.Node, at manifest.Path, v reflect.Value) {
	fields := fieldsOf(v.Type())
	pairs := d.layered(n, at, d.pairs(n, at), false)
	for _, p := range pairs {
		key, was := at.Field(p.key.Value), d.turn(p)
		if i := slices.Index(fields, p.key.Value); i < 0 {
			d.unknownKey(p.key, at, fields, pairs)
		} else {
			d.note(p, key)
			d.value(p.value, key, v.Field(i))
		}
		d.source = was
	}
}

// note remembers where a field is written; a null one is not.
func (d *decoder) note(p pair, at manifest.Path) {
	if p.value.ShortTag() != "!!null" {
		d.place(at, p.key.Line)
	}
}

// fieldsOf are the JSON names of a struct's fields, in their order.
func fieldsOf(t reflect.Type) []string {
	names := make([]string, t.NumField())
	for i := range names {
		names[i], _, _ = strings.Cut(t.Field(i).Tag.Get("json"), ",")
	}
	return names
}

// unknownKey reports a key that no field has. If it is the misspelling of a
// field that is not there, that field counts as given.
func (d *decoder) unknownKey(key *yaml.Node, at manifest.Path, fields []string, siblings []pair) {
	remedy := diag.DidYouMean(key.Value, fields)
	if switches := namesOf(DatabaseEngines().Switches()); slices.Contains(fields, "components") && slices.Contains(switches, key.Value) {
		remedy = "components: {" + key.Value + ": false} does without it, overrides." + key.Value + " has its Helm values"
	} else if remedy == "" {
		remedy = "known here: " + strings.Join(fields, ", ")
	} else if _, meant, ok := strings.Cut(remedy, `"`); ok {
		meant, _, _ = strings.Cut(meant, `"`)
		there := slices.ContainsFunc(siblings, func(p pair) bool { return p.key.Value == meant })
		d.mistaken[at.Field(meant).String()] = !there
	}
	d.report("config-unknown-key", key, at.Field(key.Value), "", "unknown key", remedy)
}

// dictionary reads a map. A free-form one (Helm values) takes anything.
func (d *decoder) dictionary(n *yaml.Node, at manifest.Path, v reflect.Value) {
	free := v.Type().Elem().Kind() == reflect.Interface
	pairs := d.layered(n, at, d.pairs(n, at), free)
	if len(pairs) == 0 {
		return
	}
	v.Set(reflect.MakeMapWithSize(v.Type(), len(pairs)))
	for _, p := range pairs {
		was := d.turn(p)
		d.mapped(p, at.Field(p.key.Value), v, free)
		d.source = was
	}
}

// mapped reads an entry of a map.
func (d *decoder) mapped(p pair, at manifest.Path, v reflect.Value, free bool) {
	d.note(p, at)
	element := reflect.New(v.Type().Elem()).Elem()
	switch {
	case free: // null is a value here: it removes a key of the chart
		d.place(at, p.key.Line)
		if value := d.anything(p.value, at); value != nil {
			element.Set(reflect.ValueOf(value))
		}
	case p.value.ShortTag() == "!!null":
		d.nothing(p.value, at)
		return
	default:
		d.value(p.value, at, element)
	}
	v.SetMapIndex(reflect.ValueOf(p.key.Value), element)
}

func (d *decoder) list(n *yaml.Node, at manifest.Path, v reflect.Value) {
	if n.Kind != yaml.SequenceNode || n.ShortTag() != "!!seq" {
		d.wrongType(n, at, "a list")
		return
	}
	first := 0
	if slices.Equal(at, environments()) {
		first = d.first
		if d.below != nil {
			d.budget += len(n.Content) * visitsByNode * d.below.nodes
		}
	}
	v.Set(reflect.MakeSlice(v.Type(), len(n.Content), len(n.Content)))
	for i, item := range n.Content {
		entry := at.Item(first + i)
		d.place(entry, item.Line)
		if item.ShortTag() == "!!null" {
			d.wrongType(item, entry, "a mapping")
			continue
		}
		d.value(item, entry, v.Index(i))
	}
}
