package argocd

import (
	"cmp"
	"slices"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/argocd"
	"seamark.dev/seamark/pkg/model"
)

// projectName is the AppProject of the Applications of an environment, or of
// the control plane. An environment has two, because the kinds without a
// namespace that its charts need in its own cluster are not to be allowed on
// the hub, where they would be the hub's.
func projectName(environment string, cluster model.Target) string {
	switch {
	case environment == "":
		return ControlPlane
	case cluster.IsHub():
		return environment + "-hub"
	default:
		return environment
	}
}

// chartGroups are the groups of which a chart may make any kind that lives in
// a namespace: what charts are commonly made of, which changes with their
// versions and values. The namespaces are exact all the same.
var chartGroups = []string{
	"", "apps", "autoscaling", "batch", "cert-manager.io", "gateway.networking.k8s.io", "monitoring.coreos.com",
	"networking.k8s.io", "policy", "rbac.authorization.k8s.io",
}

// projects are those of the Applications that deliver: each allows what they do,
// and no more.
func projects(leaves []App, o Options) []Project {
	var names []string
	members := map[string][]App{}
	for _, app := range leaves {
		name := app.Object.Spec.Project
		if members[name] == nil {
			names = append(names, name)
		}
		members[name] = append(members[name], app)
	}
	var all []Project
	for _, name := range names {
		all = append(all, o.project(name, members[name]))
	}
	return all
}

// rootProject is for Applications that make Applications. Whoever may write
// into its folder of the repository may do everything that Argo CD may.
func (o Options) rootProject(environments bool) Project {
	p := o.newProject(Root, "bootstrap", "What makes Applications: the root, the control plane's, the hub's services' and each environment's.")
	p.SourceRepos = []string{o.Repository.URL}
	p.Destinations = []argocd.Destination{{Name: argocd.InCluster, Namespace: Namespace}}
	if environments {
		p.ClusterResourceWhitelist = []argocd.GroupKind{{Kind: "Namespace"}} // of the environments
	}
	p.NamespaceResourceWhitelist = []argocd.GroupKind{
		{Kind: "ConfigMap"}, // the settings
		{Group: argocd.Group, Kind: argocd.KindApplication.Kind},
		{Group: argocd.Group, Kind: argocd.KindAppProject.Kind},
	}
	return p.done()
}

// project allows what its Applications do.
func (o Options) project(name string, apps []App) Project {
	of := apps[0]
	description := "Into the cluster of the environment " + of.Unit.ID.Environment + "."
	switch {
	case of.Unit.ID.Environment == "":
		description = "What all environments share on the hub: Crossplane, its packages and our APIs, and the hub's services."
	case of.Object.Spec.Destination.Name == argocd.InCluster:
		description = "Into the hub's namespace of the environment " + of.Unit.ID.Environment + ", and nowhere else on the hub."
	}
	p := o.newProject(name, "projects", description)
	for _, app := range apps {
		for _, s := range append(slices.Clone(app.Object.Spec.Sources), deref(app.Object.Spec.Source)...) {
			p.SourceRepos = append(p.SourceRepos, s.RepoURL)
		}
		p.into(app, app.Object.Spec.Destination.Namespace)
		if app.Release != nil {
			p.release(app)
		} else {
			p.objects(app)
		}
	}
	return p.done()
}

func deref(s *argocd.Source) []argocd.Source {
	if s == nil {
		return nil
	}
	return []argocd.Source{*s}
}

// allowed is a project that is being written.
type allowed struct {
	file   string
	object *argocd.AppProject
	*argocd.AppProjectSpec
}

func (o Options) newProject(name, dir, description string) *allowed {
	object := &argocd.AppProject{
		TypeMeta:   argocd.KindAppProject,
		ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: Namespace},
		Spec:       argocd.AppProjectSpec{Description: description},
	}
	return &allowed{o.dir(dir, "appproject-"+name+".yaml"), object, &object.Spec}
}

// into allows namespaces of the Application's cluster.
func (p *allowed) into(app App, namespaces ...string) {
	for _, ns := range namespaces {
		p.Destinations = append(p.Destinations, argocd.Destination{Name: app.Object.Spec.Destination.Name, Namespace: ns})
	}
}

// objects allows the kinds of a unit's plain objects.
func (p *allowed) objects(app App) {
	for _, c := range app.Unit.Components {
		p.into(app, objectNamespaces(c)...)
		for _, o := range c.Objects {
			ref := model.RefOf(o)
			kind := argocd.GroupKind{Group: ref.Group, Kind: ref.Kind}
			if ref.Namespace == "" {
				p.ClusterResourceWhitelist = append(p.ClusterResourceWhitelist, kind)
			} else {
				p.NamespaceResourceWhitelist = append(p.NamespaceResourceWhitelist, kind)
			}
		}
	}
}

// release allows what a chart makes.
func (p *allowed) release(app App) {
	p.into(app, app.Release.Footprint.Namespaces...)
	for _, kind := range app.Release.Footprint.ClusterKinds {
		p.ClusterResourceWhitelist = append(p.ClusterResourceWhitelist, argocd.GroupKind{Group: kind.Group, Kind: kind.Kind})
	}
	for _, group := range chartGroups {
		p.NamespaceResourceWhitelist = append(p.NamespaceResourceWhitelist, argocd.GroupKind{Group: group, Kind: "*"})
	}
}

// done is the project with everything in order and once.
func (p *allowed) done() Project {
	slices.Sort(p.SourceRepos)
	p.SourceRepos = slices.Compact(p.SourceRepos)
	slices.SortFunc(p.Destinations, func(a, b argocd.Destination) int {
		return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Namespace, b.Namespace))
	})
	p.Destinations = slices.Compact(p.Destinations)
	p.ClusterResourceWhitelist = distinct(p.ClusterResourceWhitelist)
	p.NamespaceResourceWhitelist = distinct(p.NamespaceResourceWhitelist)
	return Project{p.file, p.object}
}

// distinct are the kinds in order. A kind of a group that is allowed as a whole
// is left out.
func distinct(kinds []argocd.GroupKind) []argocd.GroupKind {
	slices.SortFunc(kinds, func(a, b argocd.GroupKind) int {
		return cmp.Or(cmp.Compare(a.Group, b.Group), cmp.Compare(a.Kind, b.Kind))
	})
	var all []argocd.GroupKind
	for _, k := range slices.Compact(kinds) {
		if len(all) == 0 || all[len(all)-1] != (argocd.GroupKind{Group: k.Group, Kind: "*"}) {
			all = append(all, k)
		}
	}
	return all
}
