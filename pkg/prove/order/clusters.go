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
		for _, use := range uses(u) {
			if c.graph.reachesBefore(u.ID, use.cluster) {
				continue // told of the unit that this one waits for
			}
			name := use.cluster.Environment()
			t := c.Things[inventory.Identity{Cluster: model.Hub(), Ref: model.ObjectRef{
				Group: seamark.Group, Kind: seamark.KindDOKSCluster.Kind, Namespace: name, Name: name,
			}}]
			f := diag.Finding{
				Code: "graph-no-kubeconfig", Where: use.source, Subject: inventory.UnitSubject(u.ID, "dependsOn"), Value: name,
				Message: "nothing makes the cluster that the unit is delivered to", Remedy: "add a DOKSCluster of this name",
			}
			if t != nil {
				if slices.ContainsFunc(t.Units, func(id model.UnitID) bool { return c.graph.waits(u.ID, id) }) {
					continue
				}
				f.Message = fmt.Sprintf("the unit is delivered with the kubeconfig that %s makes, but does not wait for it", t.Units[0])
				f.Remedy = "let it depend on " + t.Units[0].String()
				if slices.Contains(t.Units, u.ID) {
					f.Message = "the unit makes the cluster, and delivers " + use.what + " into it: there is no kubeconfig yet"
					f.Remedy = "put " + use.what + " into a unit that depends on " + u.ID.String()
				}
			}
			findings.Add(f)
		}
	}
	return findings
}

// reachesBefore tells whether a unit waits for one that uses the same cluster.
func (g *unitGraph) reachesBefore(id model.UnitID, cluster model.Target) bool {
	for other := range g.before[id] {
		if slices.ContainsFunc(uses(g.units[other]), func(u use) bool { return u.cluster == cluster }) {
			return true
		}
	}
	return false
}

// use is a cluster, other than the hub, that a unit delivers to.
type use struct {
	cluster model.Target
	// what is the first thing that is delivered there, source where it is
	// written.
	what   string
	source diag.Where
}

// uses are the clusters that a unit delivers to, each once.
func uses(u *model.Unit) []use {
	var all []use
	add := func(one use) {
		if !one.cluster.IsHub() && !slices.ContainsFunc(all, func(known use) bool { return known.cluster == one.cluster }) {
			all = append(all, one)
		}
	}
	whole := use{cluster: u.Target, what: "its objects"}
	if len(u.Components) > 0 {
		whole.source = u.Components[0].Source
	}
	add(whole)
	for at := range u.Releases() {
		add(use{at.Release.Cluster, "the release " + at.Release.Name, at.Component.Source})
	}
	return all
}
