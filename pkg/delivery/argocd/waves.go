package argocd

import (
	"slices"

	"seamark.dev/seamark/pkg/model"
)

// node is what becomes one Application: the plain objects of a unit, or one of
// its releases.
type node struct {
	unit      *model.Unit
	component *model.Component // of a release
	release   *model.Release   // nil for the plain objects
	wave      int
}

// schedule gives every Application of the units of an environment, or of the
// control plane, its sync wave: after everything that it waits for, and otherwise
// as early as can be.
//
// Waves are a line where the dependencies are a graph, so some wait without
// need. It is the least where nobody waits for an Application: those are all in
// the last wave, which Argo CD does not wait for, so that none of them holds
// another.
func schedule(units []model.Unit) []node {
	var nodes []node
	last := map[model.UnitID]int{} // the last wave of a unit
	awaited := map[model.UnitID]bool{}
	for i := range units {
		u := &units[i]
		first := 1
		for _, id := range u.DependsOn {
			awaited[id] = true
			first = max(first, last[id]+1)
		}
		own := unitNodes(u, first)
		for _, n := range own {
			last[u.ID] = max(last[u.ID], n.wave)
		}
		nodes = append(nodes, own...)
	}
	final := 0
	for _, n := range nodes {
		final = max(final, n.wave)
	}
	for i, n := range nodes {
		if !awaited[n.unit.ID] && !awaitedInUnit(n) {
			nodes[i].wave = final
		}
	}
	return nodes
}

// unitNodes are the Applications of a unit, the first of which may come in the
// given wave.
func unitNodes(u *model.Unit, first int) []node {
	var nodes []node
	if hasObjects(u) {
		nodes = append(nodes, node{unit: u, wave: first})
	}
	waves := map[string]int{}
	var wave func(r *model.Release) int
	wave = func(r *model.Release) int {
		if w, known := waves[r.Name]; known {
			return w
		}
		w := first
		if makesNamespace(u, r) {
			w++
		}
		waves[r.Name] = w // a circle ends here; the units' proof tells of it
		for _, other := range releases(u) {
			if slices.Contains(r.DependsOn, other.release.Name) {
				w = max(w, wave(other.release)+1)
			}
		}
		waves[r.Name] = w
		return w
	}
	for _, n := range releases(u) {
		n.wave = wave(n.release)
		nodes = append(nodes, n)
	}
	return nodes
}

// releases are those of a unit, without waves.
func releases(u *model.Unit) []node {
	var nodes []node
	for at := range u.Releases() {
		nodes = append(nodes, node{unit: u, component: at.Component, release: at.Release})
	}
	return nodes
}

// awaitedInUnit tells whether something of the node's own unit waits for it.
func awaitedInUnit(n node) bool {
	return slices.ContainsFunc(releases(n.unit), func(other node) bool {
		if n.release == nil {
			return makesNamespace(n.unit, other.release)
		}
		return slices.Contains(other.release.DependsOn, n.release.Name)
	})
}

func hasObjects(u *model.Unit) bool {
	return slices.ContainsFunc(u.Components, func(c model.Component) bool { return len(c.Objects) > 0 })
}

// makesNamespace tells whether the plain objects of the unit hold the namespace
// that a release is installed in. Only then must they come before the release;
// otherwise the two go side by side, as nobody says that one needs the other.
func makesNamespace(u *model.Unit, r *model.Release) bool {
	return u.Target == r.Cluster && slices.ContainsFunc(u.Components, func(c model.Component) bool {
		return slices.ContainsFunc(c.Objects, func(o model.Object) bool {
			return model.RefOf(o) == model.ObjectRef{Kind: "Namespace", Name: r.Namespace}
		})
	})
}
