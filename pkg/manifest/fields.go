package manifest

import (
	"cmp"
	"reflect"
	"slices"
	"strings"
)

// field is one field of a struct as JSON sees it.
type field struct {
	name      string
	index     []int // through embedded structs
	tagged    bool  // the name comes from the tag
	omitEmpty bool
	omitZero  bool
	quoted    bool // the string option
	isStruct  bool // a struct itself, not a pointer to one
	// The type has IsZero: on the value, or only on a pointer to it.
	tellsZero, tellsZeroAt bool
	plan                   *plan
}

// fields are the fields of a struct by the rules of encoding/json: embedded
// structs without a name in the tag are inlined; of fields with one name the
// least deep wins, then the one whose tag says so, and a draw is nobody's.
func (b planner) fields(t reflect.Type) []field {
	all := b.collect(nil, t, nil, map[reflect.Type]bool{})
	best := map[string]int{}
	drawn := map[int]bool{}
	for i, f := range all {
		j, ok := best[f.name]
		if !ok || f.compare(all[j]) < 0 {
			best[f.name] = i
		} else if f.compare(all[j]) == 0 {
			drawn[j] = true
		}
	}
	var kept []field
	for i, f := range all {
		if best[f.name] == i && !drawn[i] {
			f.plan = b.plan(t.FieldByIndex(f.index).Type)
			kept = append(kept, f)
		}
	}
	return kept
}

// compare is negative when f hides the other field of the same name.
func (f field) compare(other field) int {
	if order := cmp.Compare(len(f.index), len(other.index)); order != 0 || f.tagged == other.tagged {
		return order
	}
	if f.tagged {
		return -1
	}
	return 1
}

// collect appends the fields of t and of the structs embedded in it.
func (b planner) collect(all []field, t reflect.Type, index []int, inside map[reflect.Type]bool) []field {
	if inside[t] {
		return all // embeds itself through a pointer
	}
	inside[t] = true
	defer delete(inside, t)
	for i := range t.NumField() {
		sf := t.Field(i)
		f, ok := parseTag(sf)
		if !ok {
			continue
		}
		f.index = append(append([]int(nil), index...), i)
		if embedded := embeddedStruct(sf); embedded != nil && !f.tagged {
			all = b.collect(all, embedded, f.index, inside)
		} else if sf.IsExported() {
			all = append(all, f)
		}
	}
	return all
}

func embeddedStruct(sf reflect.StructField) reflect.Type {
	t := sf.Type
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if !sf.Anonymous || t.Kind() != reflect.Struct {
		return nil
	}
	return t
}

func parseTag(sf reflect.StructField) (field, bool) {
	tag := sf.Tag.Get("json")
	if tag == "-" || !sf.IsExported() && !sf.Anonymous {
		return field{}, false
	}
	name, options, _ := strings.Cut(tag, ",")
	f := field{name: cmp.Or(name, sf.Name), tagged: name != "", isStruct: sf.Type.Kind() == reflect.Struct}
	f.tellsZero = sf.Type.Implements(zeroTellerType)
	f.tellsZeroAt = reflect.PointerTo(sf.Type).Implements(zeroTellerType)
	for option := range strings.SplitSeq(options, ",") {
		f.omitEmpty = f.omitEmpty || option == "omitempty"
		f.omitZero = f.omitZero || option == "omitzero"
		f.quoted = f.quoted || option == "string" && isScalar(sf.Type)
	}
	return f, true
}

// isScalar tells which types the string option applies to.
func isScalar(t reflect.Type) bool {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t.Kind() >= reflect.Bool && t.Kind() <= reflect.Float64 || t.Kind() == reflect.String
}

// leadWithVersion moves apiVersion before kind, as people write them; Go types
// have them the other way round. It tells whether both are there.
func leadWithVersion(fields []field) bool {
	at := func(name string) int {
		return slices.IndexFunc(fields, func(f field) bool { return f.name == name })
	}
	version, kind := at("apiVersion"), at("kind")
	if kind >= 0 && kind < version {
		lead := fields[version]
		copy(fields[kind+1:version+1], fields[kind:version])
		fields[kind] = lead
	}
	return version >= 0 && kind >= 0
}
