package argocd

import (
	"slices"

	"seamark.dev/seamark/pkg/model"
)

// group is what one Application of the root makes: the Applications of the
// control plane, of the hub's services, or of an environment.
type group struct {
	name        string // of the Application
	environment string // empty on the hub
	wave        int    // in the root
	units       []model.Unit
	// ignored are the units whose health does not count for the group's.
	ignored map[model.UnitID]bool
}

// groups splits units, which are in order, and leaves out groups that would be
// empty.
//
// The root waits for the control plane as a whole, so that what is unhealthy in
// there holds back every environment. What no environment waits for must not do
// that. Where it stands alone it is in the control plane's last wave, for which
// nobody waits, and its health is ignored. Where it has an order of its own it is
// one of the hub's services, which come beside the environments: a wave of the
// control plane's, that waits for another, would hold its sync.
func groups(units []model.Unit) []group {
	ignored := map[model.UnitID]bool{}
	all := []group{{name: ControlPlane, wave: controlPlaneWave, ignored: ignored}, {name: HubServices, wave: lastWave}}
	byEnvironment := map[string]int{"": 0}
	awaited := awaitedByEnvironments(units)
	for i := range units {
		u := &units[i]
		at, known := byEnvironment[u.ID.Environment]
		if !known {
			at = len(all)
			byEnvironment[u.ID.Environment] = at
			all = append(all, group{name: u.ID.Environment, environment: u.ID.Environment, wave: lastWave})
		}
		switch {
		case at > 0 || awaited[u.ID]:
		case alone(u, units, awaited):
			ignored[u.ID] = true
		default:
			at = 1
		}
		all[at].units = append(all[at].units, *u)
	}
	return slices.DeleteFunc(all, func(g group) bool { return len(g.units) == 0 })
}

// awaitedByEnvironments are the units that a unit of an environment waits for,
// or that one of these waits for.
func awaitedByEnvironments(units []model.Unit) map[model.UnitID]bool {
	dependencies := map[model.UnitID][]model.UnitID{}
	for _, u := range units {
		dependencies[u.ID] = u.DependsOn
	}
	awaited := map[model.UnitID]bool{}
	var await func([]model.UnitID)
	await = func(ids []model.UnitID) {
		for _, id := range ids {
			if !awaited[id] {
				awaited[id] = true
				await(dependencies[id])
			}
		}
	}
	for _, u := range units {
		if u.ID.Environment != "" {
			await(u.DependsOn)
		}
	}
	return awaited
}

// alone tells whether a unit that no environment waits for waits for none but
// awaited ones, whether nothing waits for it, and nothing in it for the rest.
func alone(u *model.Unit, units []model.Unit, awaited map[model.UnitID]bool) bool {
	waits := slices.ContainsFunc(u.DependsOn, func(id model.UnitID) bool { return !awaited[id] })
	holds := slices.ContainsFunc(units, func(other model.Unit) bool { return slices.Contains(other.DependsOn, u.ID) })
	inside := slices.ContainsFunc(unitNodes(u, 1), awaitedInUnit)
	return !waits && !holds && !inside
}

// folderOf is the folder with the Applications of the group.
func (o Options) folderOf(g group) string {
	if g.environment == "" {
		return o.dir(g.name)
	}
	return o.dir("environments", g.environment)
}
