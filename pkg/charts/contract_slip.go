package charts

import (
	"maps"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/manifest"
)

// meant is the known key of an open map that a written one differs from by one
// slip; empty if there is none, or if that stands beside it.
func (k *contractKey) meant(written string, around *manifest.Node) string {
	for _, name := range slices.Sorted(maps.Keys(k.below)) {
		if _, both := around.Get(name); !both && slip(written, name) {
			return name
		}
	}
	return ""
}

// slip tells whether a word is another one with a single slip: a letter too
// much, one too few, another one, or two that changed places. Short words are
// near to too many, and what differs in a digit is another name.
func slip(written, word string) bool {
	const short = 4
	if len(word) < short || len(written) < short || written == word {
		return false
	}
	a, b := written, word
	for a != "" && b != "" && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for a != "" && b != "" && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if strings.ContainsAny(a+b, "0123456789") {
		return false
	}
	swapped := len(a) == 2 && len(b) == 2 && a[0] == b[1] && a[1] == b[0]
	return len(a) <= 1 && len(b) <= 1 || swapped
}
