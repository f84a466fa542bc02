package prove

import (
	"fmt"
	"slices"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/model"
)

// graph finds orders that can never be reached: units or releases that wait
// for each other or for what does not exist, and things that are applied
// before what they need.
func graph(s Subject) diag.List { return worldOf(s).order() }

// order is everything that is wrong with the order.
func (w *world) order() diag.List {
	g := graphOf(w.subject.Units)
	findings := slices.Concat(g.findings, releaseOrder(w.subject))
	if len(g.findings) > 0 {
		return findings // the rest would only follow from it
	}
	return slices.Concat(findings, w.reach(g), w.kindOrder(g), w.referenceOrder(g))
}

// referenceOrder finds what is needed by a unit but made by one that waits for
// it, and what must be there before a unit can even be applied.
func (w *world) referenceOrder(g *unitGraph) diag.List {
	var findings diag.List
	told := map[string]bool{}
	for i := range w.refs {
		r := &w.refs[i]
		t := w.things[r.to]
		if !r.hard || t == nil || len(t.units) == 0 || slices.Contains(t.units, r.unit) {
			continue
		}
		first := t.units[0]
		f := diag.Finding{Value: r.to.ref.Name}
		switch {
		case !slices.ContainsFunc(t.units, func(id model.UnitID) bool { return !g.waits(id, r.unit) }):
			f.Code = "graph-deadlock"
			f.Message = fmt.Sprintf("%s needs %s of %s, which waits for %s: neither ever becomes ready", r.unit, r.to.ref, first, r.unit)
			f.Remedy = "move one of the two, or let it not hold back its unit"
		case r.before && !slices.ContainsFunc(t.units, func(id model.UnitID) bool { return g.waits(r.unit, id) }):
			f.Code = "graph-too-early"
			f.Message = fmt.Sprintf("%s needs %s of %s, but does not wait for it", r.unit, r.to.ref, first)
			f.Remedy = "let " + r.unit.String() + " depend on " + first.String()
		default:
			continue
		}
		f = w.subject.finding(r.from, f)
		if id := fmt.Sprint(f.Subject.File, f.Subject.Object, f.Message); !told[id] {
			told[id] = true
			findings.Add(f)
		}
	}
	return findings
}
