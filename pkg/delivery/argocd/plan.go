package argocd

import (
	"cmp"
	"path"
	"slices"

	"seamark.dev/seamark/pkg/apis/argocd"
	"seamark.dev/seamark/pkg/model"
)

// The Applications and AppProjects that do not belong to one environment.
const (
	// Root is the Application that a person applies, and the AppProject of all
	// Applications that make Applications.
	Root = "seamark"
	// ControlPlane is the Application of what all environments wait for, and the
	// AppProject of all Applications of the hub that are no environment's.
	ControlPlane = "control-plane"
	// HubServices is the Application of what no environment waits for, and what
	// has an order of its own: what watches the hub.
	HubServices = "hub-services"
)

// Plan is everything of Argo CD's own, with the files that hold it. Who proves
// the delivery reads it.
type Plan struct {
	// Applications come in the order in which they are applied.
	Applications []App
	Projects     []Project
	Settings     Settings
	namespaces   map[string]model.Object // of the environments, by the folder of their Applications
}

// App is an Application, and what it delivers.
type App struct {
	// File is where it is written.
	File   string
	Object *argocd.Application
	// Parent is the Application that makes it; empty for the root.
	Parent string
	// Wave is its sync wave in the parent.
	Wave int
	// Unit is the unit whose plain objects, or one of whose releases, it
	// delivers; nil for Applications that make Applications.
	Unit *model.Unit
	// Component and Release are set for the Application of a release.
	Component *model.Component
	Release   *model.Release
}

// Project is an AppProject and the file that holds it.
type Project struct {
	File   string
	Object *argocd.AppProject
}

// PlanOf plans the delivery of units, which are in order.
func PlanOf(units []model.Unit, options Options) (*Plan, error) {
	health, err := model.HealthChecks(units...)
	if err != nil {
		return nil, err
	}
	p := &Plan{Settings: settings(units, health), namespaces: map[string]model.Object{}}
	p.Applications = append(p.Applications, options.root())
	var leaves []App
	for _, g := range groups(units) {
		p.Applications = append(p.Applications, options.parent(g))
		if g.environment != "" {
			p.namespaces[options.folderOf(g)] = model.EnvironmentNamespace(g.environment, options.Protected(g.environment))
		}
		leaves = append(leaves, options.leaves(g)...)
	}
	p.Projects = append([]Project{options.rootProject(len(p.namespaces) > 0)}, projects(leaves, options)...)
	p.Applications = append(p.Applications, leaves...)
	return p, nil
}

// leaves are the Applications that a group's makes, by their waves.
func (o Options) leaves(g group) []App {
	var leaves []App
	for _, n := range schedule(g.units) {
		if n.release == nil {
			leaves = append(leaves, o.unitApp(n, g))
		} else {
			leaves = append(leaves, o.releaseApp(n, g))
		}
	}
	slices.SortStableFunc(leaves, func(a, b App) int { return cmp.Compare(a.Wave, b.Wave) })
	return leaves
}

// dir is a folder below the entry point.
func (o Options) dir(elements ...string) string {
	return path.Join(append([]string{"clusters", o.Hub}, elements...)...)
}

// unitName is the Application of a unit's plain objects.
func unitName(u *model.Unit) string {
	if u.ID.Environment == "" {
		return u.ID.Name()
	}
	return u.ID.Environment + "-" + u.ID.Name()
}

// releaseName is the Application of a release. On the hub units are called
// after what they hold, so there it says that it is the release.
func releaseName(u *model.Unit, r *model.Release) string {
	if u.ID.Environment == "" {
		return ControlPlane + "-release-" + r.Name
	}
	return u.ID.Environment + "-" + r.Name
}
