// Package order asks whether the order of units and releases can be reached:
// none that wait for each other or for what does not exist, and nothing that is
// applied before what it needs.
package order

import (
	"fmt"
	"slices"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// Check finds orders that can never be reached.
func Check(inv *inventory.Inventory) diag.List {
	c := &checker{Inventory: inv, graph: graphOf(inv.Units)}
	findings := slices.Concat(c.graph.findings, c.releases())
	if len(c.graph.findings) > 0 {
		return findings // the rest would only follow from it
	}
	return slices.Concat(findings, c.reach(), c.kinds(), c.references())
}

// checker asks the questions that need the graph.
type checker struct {
	*inventory.Inventory
	graph *unitGraph
}

// references finds what is needed by a unit but made by one that waits for it,
// and what must be there before a unit can even be applied.
func (c *checker) references() diag.List {
	var findings diag.List
	told := map[string]bool{}
	for i := range c.References {
		r := &c.References[i]
		t := c.Things[r.To]
		if !r.Hard || t == nil || len(t.Units) == 0 || slices.Contains(t.Units, r.Unit) {
			continue
		}
		first := t.Units[0]
		f := diag.Finding{Value: r.To.Ref.Name}
		switch {
		case !slices.ContainsFunc(t.Units, func(id model.UnitID) bool { return !c.graph.waits(id, r.Unit) }):
			f.Code = "graph-deadlock"
			f.Message = fmt.Sprintf("%s needs %s of %s, which waits for %s: neither ever becomes ready", r.Unit, r.To.Ref, first, r.Unit)
			f.Remedy = "move one of the two, or let it not hold back its unit"
		case r.Before && !slices.ContainsFunc(t.Units, func(id model.UnitID) bool { return c.graph.waits(r.Unit, id) }):
			f.Code = "graph-too-early"
			f.Message = fmt.Sprintf("%s needs %s of %s, but does not wait for it", r.Unit, r.To.Ref, first)
			f.Remedy = "let " + r.Unit.String() + " depend on " + first.String()
		default:
			continue
		}
		f = c.Finding(r.From, f)
		if id := fmt.Sprint(f.Subject.File, f.Subject.Object, f.Message); !told[id] {
			told[id] = true
			findings.Add(f)
		}
	}
	return findings
}
