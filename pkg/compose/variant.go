package compose

import (
	"fmt"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/apis/apiextensions"
	"seamark.dev/seamark/pkg/apis/seamark"
)

// Variant is a Composition of the same kind with other resources, for what a
// field of the XR asks for: patch-and-transform cannot leave out a resource, and
// one that is withheld for ever keeps the XR from being ready.
type Variant struct {
	// Field is the field of the spec, without which it is not this one.
	Field string
	// Suffix tells its name from that of the Composition that it varies.
	Suffix string
	// Does says what it does, for people who name another.
	Does string
}

// Name is the name of the Composition, over that of the one that it varies.
func (v Variant) Name(of string) string {
	return strings.TrimSuffix(of, "."+seamark.Group) + v.Suffix + "." + seamark.Group
}

// Rule wants the field of the spec and the variant together. All are the other
// Compositions of the kind, of which those that are varied come first.
func (v Variant) Rule(varied []string, others ...string) apiextensions.Rule {
	var variants []string
	for _, name := range varied {
		variants = append(variants, v.Name(name))
	}
	const ref = "self.crossplane.compositionRef"
	return apiextensions.Rule{
		Rule: fmt.Sprintf("has(self.%[4]s)"+
			" ? has(self.crossplane) && (has(self.crossplane.compositionSelector) || has(%[1]s) && !(%[1]s.name in %[2]s))"+
			" : !has(self.crossplane) || !has(%[1]s) || !(%[1]s.name in %[3]s)",
			ref, quoted(slices.Concat(varied, others)), quoted(variants), v.Field),
		Message: "spec." + v.Field + " and a Composition that " + v.Does + ", of spec.crossplane.compositionRef, go together",
	}
}

func quoted(names []string) string {
	var all []string
	for _, name := range names {
		all = append(all, "'"+name+"'")
	}
	return "[" + strings.Join(all, ", ") + "]"
}
