package charts

import (
	"strings"

	"seamark.dev/seamark/pkg/manifest"
)

// amendment is what a chart's files do not tell, or tell wrongly, about some
// keys. All are listed by chart in contract_known.go.
type amendment struct {
	// chart is the chart it is for; empty for all.
	chart string
	// path leads to the keys, with dots: an element * stands for any one key,
	// a leading **. for any path before. Below a key that is not there, no
	// path leads further, except to a new last element.
	path string
	// kind, if not empty, replaces the key's kind; the key is made if it is
	// not there. Three words change what is known instead: "opened" and
	// "closed" for what can be a map, "loose" for scalars, any of which will
	// do. "resources" is the shape of a container's, "selector" that of labels.
	kind string
	// trap, if not nil, is laid at the key, which is made if it is not there.
	trap *trap
	// reason says why, and where it was seen.
	reason string
}

// trap is a key, or a value of a key, that does not do what it seems to.
type trap struct {
	kind            FindingKind
	message, remedy string
	// when tells whether a value falls into it, given the map around it and all
	// values; nil for every value.
	when func(value, around, all *manifest.Node) bool
}

// amend applies amendments and returns those for this chart that changed
// nothing.
func (c *Contract) amend(all []amendment) (stale []amendment) {
	anywhere := map[string][]int{} // by name, in one walk for all
	met := make([]bool, len(all))
	for i, a := range all {
		if a.chart != "" && a.chart != c.Chart {
			met[i] = true
		} else if name, ok := strings.CutPrefix(a.path, "**."); ok {
			anywhere[name] = append(anywhere[name], i)
		}
	}
	c.root.amendBelow(all, anywhere, met)
	for i, a := range all {
		if !met[i] && !strings.HasPrefix(a.path, "**.") {
			met[i] = c.root.amendAt(strings.Split(a.path, "."), a)
		}
		if !met[i] {
			stale = append(stale, a)
		}
	}
	return stale
}

// amendBelow amends every key of some names, at any depth, that is there.
func (k *contractKey) amendBelow(all []amendment, anywhere map[string][]int, met []bool) {
	for name, below := range k.below {
		for _, i := range anywhere[name] {
			met[i] = below.apply(all[i]) || met[i]
		}
		below.amendBelow(all, anywhere, met)
	}
}

func (k *contractKey) amendAt(path []string, a amendment) (met bool) {
	if path[0] == "*" {
		for _, below := range k.below {
			if len(path) > 1 {
				met = below.amendAt(path[1:], a) || met
			}
		}
		return met
	}
	// A dot in a key is written as \.: it was split, so it is joined again.
	for len(path) > 1 && strings.HasSuffix(path[0], `\`) {
		path = append([]string{strings.TrimSuffix(path[0], `\`) + "." + path[1]}, path[2:]...)
	}
	below := k.below[path[0]]
	switch {
	case len(path) > 1 && below == nil:
		return false
	case len(path) > 1:
		return below.amendAt(path[1:], a)
	case below == nil && k.kinds&kindMap == 0:
		return false
	case below == nil:
		if k.below == nil {
			k.below = map[string]*contractKey{}
		}
		below = &contractKey{}
		k.below[path[0]] = below
	}
	return below.apply(a)
}

// apply changes one key and tells whether that made a difference.
func (k *contractKey) apply(a amendment) (changed bool) {
	before, keys := *k, len(k.below)
	if a.trap != nil {
		k.traps = append(k.traps, a.trap)
	}
	switch a.kind {
	case "":
	case "resources":
		k.resources()
	case "selector":
		if k.below["matchLabels"] != nil {
			k.below["matchExpressions"] = &contractKey{kinds: kindList}
		}
	case "opened":
		k.open = k.open || k.kinds&kindMap != 0 && k.below["enable"] == nil && k.below["enabled"] == nil
	case "closed":
		k.open = false
	case "loose":
		if k.kinds&kindScalar != 0 {
			k.kinds |= kindScalar
		}
	default:
		k.kinds, k.open = 0, false
		for word := range strings.SplitSeq(a.kind, "|") {
			kinds, open, _ := kindsOf(word)
			k.kinds, k.open = k.kinds|kinds, k.open || open
		}
	}
	return a.trap != nil || k.kinds != before.kinds || k.open != before.open || len(k.below) != keys
}

// resources makes the key a container's resources, unless it holds something
// else under that name.
func (k *contractKey) resources() {
	shape := map[string]*contractKey{
		"claims":   {kinds: kindList},
		"limits":   {kinds: kindMap, open: true},
		"requests": {kinds: kindMap, open: true},
	}
	for name := range k.below {
		if shape[name] == nil {
			return
		}
	}
	if k.kinds&kindMap != 0 {
		k.open, k.below = false, shape
	}
}
