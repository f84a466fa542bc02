package prove

import (
	"fmt"
	"slices"

	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/model"
)

// reach finds units that use a cluster without waiting for the unit that makes
// it: there is no kubeconfig before.
func (w *world) reach(g *unitGraph) diag.List {
	var findings diag.List
	for i := range w.subject.Units {
		u := &w.subject.Units[i]
		for _, target := range targets(u) {
			if g.reachesBefore(u.ID, target) {
				continue // told of the unit that this one waits for
			}
			name := target.Environment()
			t := w.things[identity{model.Hub(), model.ObjectRef{
				Group: seamark.Group, Kind: seamark.KindDOKSCluster.Kind, Namespace: name, Name: name,
			}}]
			f := diag.Finding{
				Code: "graph-no-kubeconfig", Subject: unitSubject(u.ID, "dependsOn"), Value: name,
				Message: "nothing makes the cluster that the unit is delivered to", Remedy: "add a DOKSCluster of this name",
			}
			if t != nil {
				if slices.ContainsFunc(t.units, func(id model.UnitID) bool { return g.waits(u.ID, id) }) {
					continue
				}
				f.Message = fmt.Sprintf("the unit is delivered with the kubeconfig that %s makes, but does not wait for it", t.units[0])
				f.Remedy = "let it depend on " + t.units[0].String()
			}
			findings.Add(f)
		}
	}
	return findings
}

// reachesBefore tells whether a unit waits for one that uses the same cluster.
func (g *unitGraph) reachesBefore(id model.UnitID, target model.Target) bool {
	for other := range g.before[id] {
		if slices.Contains(targets(g.units[other]), target) {
			return true
		}
	}
	return false
}

// targets are the clusters, other than the hub, that a unit delivers to.
func targets(u *model.Unit) []model.Target {
	var all []model.Target
	add := func(t model.Target) {
		if !t.IsHub() && !slices.Contains(all, t) {
			all = append(all, t)
		}
	}
	add(u.Target)
	for _, c := range u.Components {
		for _, r := range c.Releases {
			add(r.Cluster)
		}
	}
	return all
}
