package argocd

import (
	"fmt"
	"net/url"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
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
	projects map[string]Project
	list     diag.List
}

func newPlanner(inv *inventory.Inventory, plan *Plan, options Options) *planner {
	p := &planner{
		inv: inv, options: options, plan: plan,
		byName: map[string]*App{}, byUnit: map[model.UnitID][]*App{}, projects: map[string]Project{},
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
	}
	return p.list
}

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
			Message: "is delivered by another number of Applications than one", Remedy: "report this: it is a mistake of the delivery",
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

// takenForRegistry is how Argo CD tells a registry from a repository of charts
// of the older kind, unless a Secret says enableOCI: what it reads as a URL
// without a host. A name with a port passes for a scheme; an address does not,
// and is no URL at all.
func takenForRegistry(repository string) bool {
	u, err := url.Parse(strings.TrimPrefix(repository, "oci://"))
	return err == nil && u.Host == ""
}

// fetch warns of charts that Argo CD can get from a mirror only with settings
// that are not ours. The place to mend is the mirror.
func (p *planner) fetch(app *App) {
	r := app.Release
	warn := func(code diag.Code, field, path, message, remedy string) {
		p.add(app, code, path, r.Chart.Repository, message, remedy)
		f := &p.list[len(p.list)-1]
		f.Severity = diag.Warning
		if i := p.mirror(r); i >= 0 {
			f.Where = p.inv.Configured(manifest.Fields("spec", "mirrors").Item(i).Field(field))
		}
	}
	switch {
	case r == nil:
	case r.Mirror.Insecure && r.Chart.OCI():
		warn("argocd-insecure-mirror", "insecure", "spec.sources[0].repoURL", "Argo CD speaks to registries of charts over TLS",
			"give the mirror a certificate, or use a repository of charts (http://)")
	case r.Chart.OCI() && r.Mirror.Secret == "" && len(r.Patches) == 0 && !takenForRegistry(r.Chart.Repository):
		warn("argocd-registry-address", "to", "spec.sources[0].repoURL",
			"Argo CD takes ADDRESS:PORT/PATH without a Secret for a repository of charts of the older kind",
			"call the mirror by a name that begins with a letter, or leave out the port")
	case r.Mirror.Secret != "" && len(r.Patches) > 0:
		warn("argocd-private-chart", "secret", "spec.source.path",
			"kustomize fetches charts that are patched, and Argo CD's accounts for repositories are not for kustomize",
			"give the repo-server a registry configuration of its own (HELM_REGISTRY_CONFIG), or let the mirror serve this chart to everybody")
	}
}

// mirror is the index of the configured mirror that a release takes its chart
// from; -1 if there is none.
func (p *planner) mirror(r *model.Release) int {
	spec := p.inv.Platform.Spec
	_, used := spec.Mirrored(r.Mirror.Upstream)
	return slices.IndexFunc(spec.Mirrors, func(m platform.Mirror) bool { return used.From != "" && m.From == used.From })
}
