package argocd

import (
	"fmt"
	"slices"

	"seamark.dev/seamark/pkg/model"
)

// waves finds an Application that does not come after all that its unit, or its
// release, depends on.
func (p *planner) waves(app *App) {
	for _, id := range app.Unit.DependsOn {
		for _, other := range p.byUnit[id] {
			p.after(app, other)
		}
	}
	if app.Release == nil {
		return
	}
	for _, other := range p.byUnit[app.Unit.ID] {
		if other.Release != nil && slices.Contains(app.Release.DependsOn, other.Release.Name) && !p.circle(other, app, nil) {
			p.after(app, other)
		}
	}
}

// circle tells whether a release waits for another of its unit, or is it: with
// that one waiting for it there is no order, as the question of the order tells.
func (p *planner) circle(from, to *App, seen []*App) bool {
	if from == to {
		return true
	}
	seen = append(seen, from)
	return slices.ContainsFunc(p.byUnit[from.Unit.ID], func(next *App) bool {
		return next.Release != nil && slices.Contains(from.Release.DependsOn, next.Release.Name) &&
			!slices.Contains(seen, next) && p.circle(next, to, seen)
	})
}

func (p *planner) after(app, other *App) {
	if p.before(other, app) {
		return
	}
	p.add(app, "argocd-wave-too-early", "metadata.annotations", fmt.Sprint(app.Wave),
		fmt.Sprintf("it must be healthy after the Application %s, which is in wave %d", other.Object.Name, other.Wave),
		byDelivery)
}

// before tells whether one Application must be healthy before another is made:
// by their waves, or by those of the Applications that make them.
func (p *planner) before(first, second *App) bool {
	if first.Parent == second.Parent {
		return first.Wave < second.Wave
	}
	a, b := p.byName[first.Parent], p.byName[second.Parent]
	return a != nil && b != nil && a.Parent == b.Parent && a.Wave < b.Wave
}

// clusterScoped tells whether an object of the tree lives in no namespace.
func clusterScoped(o model.Object) bool { return o.GetNamespace() == "" }
