package argocd

import (
	"fmt"
	"slices"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// Check finds what Argo CD would refuse, or do in another order than the units
// say: waves, projects, destinations and names.
func Check(inv *inventory.Inventory, options Options) diag.List {
	ordered, err := model.Order(inv.Units)
	if err != nil {
		return nil // the question of the order tells it better
	}
	plan, err := PlanOf(ordered, options)
	if err != nil {
		return diag.List{{Code: "argocd-plan", Message: err.Error(), Remedy: "let the components agree"}}
	}
	return CheckPlan(inv, plan, options)
}

// CheckPlan finds it in a plan that is made already.
func CheckPlan(inv *inventory.Inventory, plan *Plan, options Options) diag.List {
	return newPlanner(inv, plan, options).findings()
}

// planner reads a plan.
type planner struct {
	inv      *inventory.Inventory
	options  Options
	plan     *Plan
	byName   map[string]*App
	byUnit   map[model.UnitID][]*App
	awaited  map[model.UnitID]bool
	projects map[string]Project
	list     diag.List
}

func newPlanner(inv *inventory.Inventory, plan *Plan, options Options) *planner {
	p := &planner{
		inv: inv, options: options, plan: plan,
		byName: map[string]*App{}, byUnit: map[model.UnitID][]*App{}, projects: map[string]Project{},
		awaited: awaitedByEnvironments(inv.Units),
	}
	for i := range plan.Applications {
		app := &plan.Applications[i]
		p.byName[app.Object.Name] = app
		if app.Unit != nil {
			p.byUnit[app.Unit.ID] = append(p.byUnit[app.Unit.ID], app)
		}
	}
	for _, project := range plan.Projects {
		p.projects[project.Object.Name] = project
	}
	return p
}

func (p *planner) findings() diag.List {
	if p.names(); len(p.list) > 0 {
		return p.list // the rest would only follow from it
	}
	p.complete()
	for i := range p.plan.Applications {
		app := &p.plan.Applications[i]
		p.project(app)
		if app.Unit == nil {
			continue
		}
		p.destination(app)
		p.excluded(app)
		p.fetch(app)
		p.waves(app)
		p.holds(app)
	}
	return p.list
}

// byDelivery is the remedy of what nobody but the delivery can have done.
const byDelivery = "report this: it is a mistake of the delivery"

// add tells of an Application.
func (p *planner) add(app *App, code diag.Code, path, value, message, remedy string) {
	f := diag.Finding{
		Code: code, Subject: diag.Subject{Object: "Application " + app.Object.Name, Path: path, File: app.File},
		Value: value, Message: message, Remedy: remedy,
	}
	switch {
	case app.Component != nil:
		f.Where = app.Component.Source
	case app.Unit != nil:
		f.Where = app.Unit.Components[0].Source
	}
	p.list.Add(f)
}

// complete finds what no Application delivers, or two do.
func (p *planner) complete() {
	for i := range p.inv.Units {
		u := &p.inv.Units[i]
		objects := 0
		for range u.Objects() {
			objects++
		}
		for at := range u.Releases() {
			p.once(u.ID, "release "+at.Release.Name+" of "+u.ID.Dir(), func(app *App) bool {
				return app.Release != nil && app.Release.Name == at.Release.Name
			})
		}
		if objects > 0 {
			p.once(u.ID, "unit "+u.ID.String(), func(app *App) bool { return app.Release == nil })
		}
	}
}

func (p *planner) once(unit model.UnitID, what string, is func(*App) bool) {
	n := 0
	for _, app := range p.byUnit[unit] {
		if is(app) {
			n++
		}
	}
	if n != 1 {
		p.list.Add(diag.Finding{
			Code: "argocd-not-delivered", Subject: diag.Subject{Object: what}, Value: fmt.Sprint(n),
			Message: "is delivered by another number of Applications than one", Remedy: byDelivery,
		})
	}
}

// destination finds clusters that nobody tells Argo CD of.
func (p *planner) destination(app *App) {
	cluster := app.Unit.Target
	if app.Release != nil {
		cluster = app.Release.Cluster
	}
	if cluster.IsHub() {
		return
	}
	secret, keys := p.options.ClusterSecret(cluster.Environment())
	t := p.inv.Things[inventory.Identity{Cluster: model.Hub(), Ref: secret}]
	for _, key := range keys {
		if t == nil || !slices.Contains(t.Keys, key) {
			p.add(app, "argocd-unknown-cluster", "spec.destination.name", app.Object.Spec.Destination.Name,
				fmt.Sprintf("nothing makes key %s of %s on the hub, by which Argo CD knows the cluster", key, secret),
				"let the Composition of the DOKSCluster make it")
			return
		}
	}
}

// excluded finds objects of the kind that Argo CD is told not to look at.
func (p *planner) excluded(app *App) {
	if app.Release != nil {
		return
	}
	for at := range app.Unit.Objects() {
		if ref := model.RefOf(at.Object); ref.Group == "kubernetes.m.crossplane.io" && ref.Kind == "Object" {
			p.add(app, "argocd-excluded-kind", "spec.source.path", ref.Name,
				"Argo CD does not look at Objects, which hold the values of Secrets, and so would never apply "+ref.String(),
				"compose it by an XR, such as a SecretCopy")
		}
	}
}
