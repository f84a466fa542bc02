package charts

import (
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
)

// FindingKind is how values break a contract.
type FindingKind uint8

const (
	// UnknownKey is a key that the chart does not read.
	UnknownKey FindingKind = iota
	// WrongType is a value of a type that the chart cannot use.
	WrongType
	// IgnoredKey is a key that looks as if the chart read it.
	IgnoredKey
	// Trap is a known key whose value does harm.
	Trap
)

// Finding is one value that breaks a contract.
type Finding struct {
	Kind FindingKind
	// Path leads to the value, from the top of the values.
	Path manifest.Path
	// Message is what is wrong, in one clause.
	Message string
	// Remedy is how to mend it; it may be empty.
	Remedy string
}

// Check finds what in the values of a release the chart would not understand,
// in the order of the values. Null is allowed everywhere: it removes a default.
func (c *Contract) Check(values *manifest.Node) []Finding {
	w := contractWalk{contract: c, all: values}
	if values.Kind() == manifest.KindMap {
		w.fields(c.root, values, false)
	}
	return w.found
}

// Knows tells whether the values of the chart have a key at their top, such as the
// name of a subchart.
func (c *Contract) Knows(key string) bool { return c.root.below[key] != nil }

// contractWalk goes down values and contract side by side.
type contractWalk struct {
	contract *Contract
	all      *manifest.Node
	path     manifest.Path
	around   reflect.Type // the object whose fields are being read; nil outside
	found    []Finding
}

func (w *contractWalk) add(kind FindingKind, message, remedy string) {
	w.found = append(w.found, Finding{Kind: kind, Path: slices.Clone(w.path), Message: message, Remedy: remedy})
}

// fields checks the keys of a map. What is below an open map is passed on with
// it, so that everything there is open.
func (w *contractWalk) fields(known *contractKey, values *manifest.Node, open bool) {
	open = open || known.open
	for _, f := range values.Fields() {
		w.path = append(w.path, manifest.Step{Name: f.Name, Index: -1})
		switch key := known.below[f.Name]; {
		case key != nil:
			w.value(key, f.Value, values, open)
		case !open:
			w.add(UnknownKey, "no such key in "+w.contract.String(), known.nearest(f.Name))
		default:
			if meant := known.meant(f.Name, values); meant != "" {
				w.add(UnknownKey, w.contract.String()+" takes any key here, and this one is all but one that it knows", `did you mean "`+meant+`"?`)
			}
		}
		w.path = w.path[:len(w.path)-1]
	}
}

// nearest is the remedy for an unknown key: its likely meaning, or, of few, all
// that are known.
func (k *contractKey) nearest(written string) string {
	const few = 8
	names := slices.Sorted(maps.Keys(k.below))
	names = slices.DeleteFunc(names, func(name string) bool { return k.below[name].ignored() })
	if remedy := diag.DidYouMean(written, names); remedy != "" {
		return remedy
	}
	if i := slices.IndexFunc(names, func(name string) bool { return strings.EqualFold(name, written) }); i >= 0 {
		return `did you mean "` + names[i] + `"?`
	}
	if len(names) == 0 || len(names) > few {
		return ""
	}
	return "known here: " + strings.Join(names, ", ")
}

// ignored tells whether the chart never reads the key.
func (k *contractKey) ignored() bool {
	return slices.ContainsFunc(k.traps, func(t *trap) bool { return t.kind == IgnoredKey })
}

func (w *contractWalk) value(key *contractKey, value, around *manifest.Node, open bool) {
	switch {
	case w.trapped(key, value, around):
	case shaped(key.types, value):
		w.typed(key.types, key, value)
	case !key.takes(value):
		w.add(WrongType, kindName(value)+" where "+w.contract.String()+" wants "+key.kinds.String(), "")
	case value.Kind() == manifest.KindMap:
		w.fields(key, value, open)
	}
}

// trapped tells whether a value falls into a trap of its key.
func (w *contractWalk) trapped(key *contractKey, value, around *manifest.Node) bool {
	for _, t := range key.traps {
		if t.when == nil || t.when(value, around, w.all) {
			w.add(t.kind, t.message, t.remedy)
			return true
		}
	}
	return false
}

// takes tells whether a value is of a type that the chart can use. Templates
// put scalars into text, so that a number may be written as a string and the
// reverse; but any string is true to them, also "false".
func (k *contractKey) takes(value *manifest.Node) bool {
	switch value.Kind() {
	case manifest.KindNull:
		return true
	case manifest.KindMap:
		return k.kinds&kindMap != 0
	case manifest.KindList:
		return k.kinds&kindList != 0
	case manifest.KindBool:
		return k.kinds&kindBool != 0
	case manifest.KindNumber:
		return k.kinds&(kindNumber|kindString) != 0 || k.kinds&kindInt != 0 && isWhole(value.Text())
	}
	return k.takesText(value.Text())
}

// takesText allows, beside strings, numbers in quotes, and templates: charts
// pass text through tpl where the default is a list or a map.
func (k *contractKey) takesText(text string) bool {
	templated := strings.Contains(text, "{{") || strings.Contains(text, "\n")
	_, notNumber := strconv.ParseFloat(text, 64)
	switch {
	case k.kinds&kindString != 0:
		return true
	case k.kinds&(kindInt|kindNumber) != 0 && notNumber == nil:
		return true
	default:
		return templated && k.kinds&^kindBool != 0
	}
}

func isWhole(number string) bool {
	return !strings.ContainsAny(number, ".eE")
}

func kindName(value *manifest.Node) string {
	switch value.Kind() {
	case manifest.KindMap:
		return "a map"
	case manifest.KindList:
		return "a list"
	case manifest.KindBool:
		return value.Text()
	case manifest.KindNumber:
		return "the number " + value.Text()
	case manifest.KindString:
		if text := value.Text(); len(text) <= 40 && !strings.Contains(text, "\n") {
			return "the string " + strconv.Quote(text)
		}
		return "a string"
	}
	return "null"
}
