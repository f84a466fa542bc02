package derive

import (
	"bytes"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// kinds are the types that a value may have.
type kinds uint8

const (
	kindBool kinds = 1 << iota
	kindInt
	kindNumber
	kindString
	kindList
	kindMap

	kindScalar = kindBool | kindInt | kindNumber | kindString
	kindAny    = kindScalar | kindList | kindMap
)

// words are the kinds by name, in the order in which they are written. The
// first that fits is taken, until nothing is left.
var words = []struct {
	kinds kinds
	word  string
}{
	{kindAny, "any"}, {kindScalar, "scalar"}, {kindMap, "map"}, {kindList, "list"},
	{kindBool, "bool"}, {kindNumber | kindInt, "number"}, {kindInt, "int"}, {kindString, "string"},
}

// key is what is known of a value: its types, and the keys below it if it can
// be a map.
type key struct {
	kinds kinds
	// open maps take any key.
	open  bool
	below map[string]*key
}

// child is the key of a name below k, made if there is none.
func (k *key) child(name string) *key {
	if k.below == nil {
		k.below = map[string]*key{}
	}
	if k.below[name] == nil {
		k.below[name] = &key{}
	}
	return k.below[name]
}

// add merges what another source knows of the same key.
func (k *key) add(other *key) {
	k.kinds |= other.kinds
	k.open = k.open || other.open
	for name, below := range other.below {
		k.child(name).add(below)
	}
}

// Text is the contract as it is stored: a head, then a line for each key,
// indented by its depth.
func (c Chart) Text() []byte {
	var b bytes.Buffer
	b.WriteString("# The values that the chart knows. Derived from the chart: see docs/charts.md.\n")
	b.WriteString("chart: " + c.Name + "\nversion: " + c.Version + "\ndigest: " + c.Digest + "\n")
	if c.Templates != "" {
		b.WriteString("templates: " + c.Templates + "\n")
	}
	writeImages(&b, c.images)
	b.WriteString("\n")
	c.root.write(&b, 0)
	return b.Bytes()
}

func (k *key) write(b *bytes.Buffer, depth int) {
	for _, name := range slices.Sorted(maps.Keys(k.below)) {
		below := k.below[name]
		b.WriteString(strings.Repeat(" ", depth))
		if strings.ContainsAny(name, " :\"#\n\t") || name == "" {
			name = strconv.Quote(name)
		}
		if below.kinds == kindAny && len(below.below) > 0 {
			// Null, a comment or a template told nothing, another source its keys.
			below = &key{kinds: kindMap, below: below.below}
		}
		b.WriteString(name + ": " + below.String() + "\n")
		below.write(b, depth+1)
	}
}

// String names the kinds: string, map, open, int|string.
func (k *key) String() string {
	left := k.kinds
	if k.open && left != kindAny {
		left &^= kindMap
	}
	var names []string
	for _, w := range words {
		if left&w.kinds == w.kinds && left != 0 {
			names, left = append(names, w.word), left&^w.kinds
		}
	}
	if k.open && k.kinds != kindAny {
		names = append([]string{"open"}, names...)
	}
	return strings.Join(names, "|")
}
