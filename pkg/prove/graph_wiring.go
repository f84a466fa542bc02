package prove

import (
	"slices"

	"seamark.dev/seamark/pkg/diag"
)

// wiring is everything that is checked over what exists and what points at it:
// graph, references, names and secrets, and for Argo CD its own objects, of one
// reading of the units.
func wiring(s Subject) diag.List {
	w := worldOf(s)
	return slices.Concat(w.order(), w.dangling(), w.naming(), w.leaks(), w.argoCD())
}
