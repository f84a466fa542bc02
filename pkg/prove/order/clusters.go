package order

import (
	"fmt"
	"slices"

	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// reach finds units that use a cluster without waiting for the unit that makes
// it: there is no kubeconfig before.
func (c *checker) reach() diag.List {
	var findings diag.List
	for i := range c.Units {
		u := &c.Units[i]
		for _, target := range targets(u) {
			if c.graph.reachesBefore(u.ID, target) {
				continue // told of the unit that this one waits for
			}
			name := target.Environment()
			t := c.Things[inventory.Identity{Cluster: model.Hub(), Ref: model.ObjectRef{
				Group: seamark.Group, Kind: seamark.KindDOKSCluster.Kind, Namespace: name, Name: name,
			}}]
			f := diag.Finding{
				Code: "graph-no-kubeconfig", Subject: inventory.UnitSubject(u.ID, "dependsOn"), Value: name,
				Message: "nothing makes the cluster that the unit is delivered to", Remedy: "add a DOKSCluster of this name",
			}
			if t != nil {
				if slices.ContainsFunc(t.Units, func(id model.UnitID) bool { return c.graph.waits(u.ID, id) }) {
					continue
				}
				f.Message = fmt.Sprintf("the unit is delivered with the kubeconfig that %s makes, but does not wait for it", t.Units[0])
				f.Remedy = "let it depend on " + t.Units[0].String()
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
	for at := range u.Releases() {
		add(at.Release.Cluster)
	}
	return all
}
