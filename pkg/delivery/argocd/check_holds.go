package argocd

import (
	"fmt"
	"slices"

	"seamark.dev/seamark/pkg/apis/argocd"
)

// holds finds an Application that no environment depends on, and that an
// environment would wait for all the same: unhealthy, it would hold it back.
func (p *planner) holds(app *App) {
	if app.Unit.ID.Environment != "" || p.awaited[app.Unit.ID] {
		return
	}
	last := !slices.ContainsFunc(p.plan.Applications, func(other App) bool { return other.Parent == app.Parent && other.Wave > app.Wave })
	if last && app.Object.Annotations[argocd.IgnoreHealth] == "true" {
		return
	}
	for i := range p.plan.Applications {
		waiting := &p.plan.Applications[i]
		if waiting.Unit != nil && waiting.Unit.ID.Environment != "" && p.before(app, waiting) {
			p.add(app, "argocd-holds-environments", "metadata.annotations", fmt.Sprint(app.Wave),
				"the environment "+waiting.Unit.ID.Environment+" does not depend on it, and would wait until it is healthy", byDelivery)
			return
		}
	}
}
