package argocd

import (
	"slices"

	api "seamark.dev/seamark/pkg/apis/argocd"
	"seamark.dev/seamark/pkg/model"
)

// project finds what an Application does and its project does not allow.
func (p *planner) project(app *App) {
	project, found := p.projects[app.Object.Spec.Project]
	if !found {
		p.add(app, "argocd-unknown-project", "spec.project", app.Object.Spec.Project, "there is no such project", "")
		return
	}
	refuse := func(path, value, what string) {
		p.add(app, "argocd-not-allowed", path, value, "the project "+project.Object.Name+" does not allow "+what, "allow it in "+project.File)
	}
	spec := project.Object.Spec
	for _, source := range sourcesOf(app) {
		if !slices.Contains(spec.SourceRepos, source.RepoURL) {
			refuse("spec.source.repoURL", source.RepoURL, "this repository")
		}
	}
	cluster := app.Object.Spec.Destination.Name
	for _, ns := range namespacesOf(app) {
		if !slices.Contains(spec.Destinations, api.Destination{Name: cluster, Namespace: ns}) {
			refuse("spec.destination", ns, "this namespace of the cluster "+cluster)
		}
	}
	for _, kind := range kindsOf(app) {
		allowed, sort := spec.NamespaceResourceWhitelist, "this kind"
		if kind.cluster {
			allowed, sort = spec.ClusterResourceWhitelist, "this kind, which lives in no namespace"
		}
		if !slices.Contains(allowed, kind.GroupKind) && !slices.Contains(allowed, api.GroupKind{Group: kind.Group, Kind: "*"}) {
			refuse("spec.source", kind.Kind+"."+kind.Group, sort)
		}
	}
}

func sourcesOf(app *App) []api.Source {
	if app.Object.Spec.Source != nil {
		return []api.Source{*app.Object.Spec.Source}
	}
	return app.Object.Spec.Sources
}

// namespacesOf are the namespaces that an Application makes objects in.
func namespacesOf(app *App) []string {
	names := []string{app.Object.Spec.Destination.Namespace}
	if app.Release != nil {
		return append(append(names, app.Release.Namespace), app.Release.Footprint.Namespaces...)
	}
	for _, o := range objectsOf(app) {
		if !clusterScoped(o) {
			names = append(names, o.GetNamespace())
		}
	}
	return names
}

// usedKind is a kind of objects that an Application makes.
type usedKind struct {
	api.GroupKind
	cluster bool // without a namespace
}

func kindsOf(app *App) []usedKind {
	var kinds []usedKind
	if app.Release != nil {
		for _, k := range app.Release.Footprint.ClusterKinds {
			kinds = append(kinds, usedKind{api.GroupKind{Group: k.Group, Kind: k.Kind}, true})
		}
		// What any chart has. The rest of its kinds only helm could tell.
		return append(kinds, usedKind{api.GroupKind{Group: "apps", Kind: "Deployment"}, false})
	}
	if app.Unit == nil {
		kinds = append(kinds, usedKind{api.GroupKind{Group: api.Group, Kind: api.KindApplication.Kind}, false})
	}
	for _, o := range objectsOf(app) {
		ref := model.RefOf(o)
		kinds = append(kinds, usedKind{api.GroupKind{Group: ref.Group, Kind: ref.Kind}, clusterScoped(o)})
	}
	return kinds
}

// objectsOf are the plain objects that an Application delivers.
func objectsOf(app *App) []model.Object {
	if app.Unit == nil || app.Release != nil {
		return nil
	}
	var all []model.Object
	for at := range app.Unit.Objects() {
		all = append(all, at.Object)
	}
	return all
}
