package argocd

import (
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
)

// names finds Applications and projects of the same name: they all live in one
// namespace, so that one environment's could be another's.
func (p *planner) names() {
	known := map[string]*App{}
	for i := range p.plan.Applications {
		app := &p.plan.Applications[i]
		if other, twice := known[app.Object.Name]; twice {
			p.twice(app, other)
		}
		known[app.Object.Name] = app
	}
	p.shared()
}

// twice tells of an Application that has the name of another: of a release that
// is called as something else of its environment, or of an environment.
func (p *planner) twice(app, other *App) {
	const code, path = "argocd-duplicate-application", "metadata.name"
	name := app.Object.Name
	if app.Unit != nil && other.Unit != nil && app.Unit.ID.Environment == other.Unit.ID.Environment {
		if app.Release == nil {
			app, other = other, app
		}
		if app.Release != nil {
			p.add(app, code, path, name, "the Application of "+what(other)+" has the same name", "rename "+what(app))
			return
		}
	}
	p.add(app, code, path, name, "the Application in "+other.File+" has the same name", "rename one of the environments")
	environment := name // of one that makes the others
	if app.Unit != nil {
		environment = app.Unit.ID.Environment
	}
	p.list[len(p.list)-1].Where = p.named(environment)
}

// what is what an Application of a unit delivers.
func what(app *App) string {
	if app.Release != nil {
		return "the release " + app.Release.Name + " of the component " + app.Component.Name
	}
	return "the unit " + app.Unit.ID.String()
}

// shared finds projects of two environments: one's on the hub is called as the
// other, so that each may do what the other may.
func (p *planner) shared() {
	owners := map[string]string{Root: "", ControlPlane: ""}
	told := map[string]bool{}
	for i := range p.plan.Applications {
		app := &p.plan.Applications[i]
		if app.Unit == nil {
			continue
		}
		name, environment := app.Object.Spec.Project, app.Unit.ID.Environment
		if owner, known := owners[name]; !known {
			owners[name] = environment
		} else if owner != environment && !told[name] {
			told[name] = true
			p.list.Add(diag.Finding{
				Code: "argocd-duplicate-project", Where: p.named(name), Value: name,
				Message: "two environments, or one and the control plane, would have one project", Remedy: "rename one of the environments",
				Subject: diag.Subject{Object: "AppProject " + name, Path: "metadata.name", File: p.projects[name].File},
			})
		}
	}
}

// named is where the configuration names an environment.
func (p *planner) named(environment string) diag.Where {
	for i, env := range p.inv.Platform.Spec.Environments {
		if env.Name == environment {
			return p.inv.Configured(manifest.Fields("spec", "environments").Item(i).Field("name"))
		}
	}
	return diag.Where{}
}
