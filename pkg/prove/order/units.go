package order

import (
	"fmt"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// unitGraph answers which unit waits for which.
type unitGraph struct {
	units    map[model.UnitID]*model.Unit
	before   map[model.UnitID]map[model.UnitID]bool
	findings diag.List
}

// graphOf follows the dependencies of the units.
func graphOf(units []model.Unit) *unitGraph {
	g := &unitGraph{
		units:  make(map[model.UnitID]*model.Unit, len(units)),
		before: make(map[model.UnitID]map[model.UnitID]bool, len(units)),
	}
	var ids []model.UnitID
	for i := range units {
		u := &units[i]
		if g.units[u.ID] != nil {
			g.findings.Add(diag.Finding{
				Code: "graph-duplicate-unit", Subject: inventory.UnitSubject(u.ID, ""),
				Message: "two units have the same folder", Remedy: "give one of them another path",
			})
			continue
		}
		g.units[u.ID] = u
		ids = append(ids, u.ID)
	}
	for _, id := range ids {
		g.known(g.units[id])
	}
	for _, c := range cycles(ids, func(id model.UnitID) []model.UnitID { return g.units[id].DependsOn }, g.has) {
		g.findings.Add(diag.Finding{
			Code: "graph-cycle", Subject: inventory.UnitSubject(c[0], "dependsOn"),
			Message: "the units wait for each other: " + route(c), Remedy: "take one of these dependencies away",
		})
	}
	if len(g.findings) == 0 {
		for _, id := range ids {
			g.ancestors(id)
		}
	}
	return g
}

func (g *unitGraph) has(id model.UnitID) bool { return g.units[id] != nil }

// known tells of dependencies on units that do not exist.
func (g *unitGraph) known(u *model.Unit) {
	for i, id := range u.DependsOn {
		if g.has(id) {
			continue
		}
		var paths []string
		for other := range g.units {
			if other.Environment == id.Environment {
				paths = append(paths, other.Path)
			}
		}
		g.findings.Add(diag.Finding{
			Code: "graph-unknown-unit", Value: id.Dir(),
			Subject: inventory.UnitSubject(u.ID, fmt.Sprintf("dependsOn[%d]", i)),
			Message: "there is no such unit", Remedy: diag.DidYouMean(id.Path, paths),
		})
	}
}

// ancestors are the units that a unit waits for, directly or not.
func (g *unitGraph) ancestors(id model.UnitID) map[model.UnitID]bool {
	if all, ok := g.before[id]; ok {
		return all
	}
	all := map[model.UnitID]bool{}
	for _, dependency := range g.units[id].DependsOn {
		all[dependency] = true
		for further := range g.ancestors(dependency) {
			all[further] = true
		}
	}
	g.before[id] = all
	return all
}

// waits tells whether a unit becomes healthy only after another.
func (g *unitGraph) waits(unit, other model.UnitID) bool { return g.before[unit][other] }
