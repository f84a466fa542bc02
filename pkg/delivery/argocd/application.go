package argocd

import (
	"path"
	"strconv"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/argocd"
	"seamark.dev/seamark/pkg/model"
)

// The waves of the root. Projects and settings, which are never unhealthy, come
// in wave 0, in which everything is that does not say otherwise.
const (
	controlPlaneWave = 1
	lastWave         = 2 // of the environments and all else: nobody waits for it
)

// root is the Application that a person applies. It keeps itself, in the last
// wave, for it could not wait for its own health; and it has no finalizer: who
// deletes it by mistake deletes nothing else.
func (o Options) root() App {
	app := o.application(Root, Root, o.dir("bootstrap"), lastWave)
	o.subscribe(app.Object, "", true)
	app.Object.Finalizers = nil
	app.Object.Spec.Source = new(o.folder(o.dir()))
	app.Object.Spec.Destination.Namespace = Namespace
	return app
}

// parent makes the Applications of a group.
func (o Options) parent(g group) App {
	app := o.application(g.name, Root, o.dir("applications"), g.wave)
	app.Parent = Root
	o.subscribe(app.Object, g.environment, true)
	app.Object.Spec.Source = new(o.folder(o.folderOf(g)))
	app.Object.Spec.Destination.Namespace = Namespace
	return app
}

// unitApp delivers the plain objects of a unit.
func (o Options) unitApp(n node, g group) App {
	app := o.leaf(n, g, unitName(n.unit), n.unit.Target)
	app.Object.Spec.Source = new(o.folder(n.unit.ID.Dir()))
	app.Object.Spec.Destination.Namespace = defaultNamespace(n.unit, g.units)
	return app
}

// releaseApp delivers a release.
func (o Options) releaseApp(n node, g group) App {
	app := o.leaf(n, g, releaseName(n.unit, n.release), n.release.Cluster)
	app.Component, app.Release = n.component, n.release
	app.Object.Spec.Destination.Namespace = n.release.Namespace
	sources := o.releaseSources(*n.unit, *n.component, *n.release)
	if len(sources) == 1 {
		app.Object.Spec.Source = &sources[0]
	} else {
		app.Object.Spec.Sources = sources
		values := path.Join(o.Repository.Path, ValuesPath(*n.unit, *n.component, *n.release))
		app.Object.Annotations[argocd.ManifestGeneratePaths] = "/" + values
	}
	for _, f := range n.release.IgnoreDrift {
		app.Object.Spec.IgnoreDifferences = append(app.Object.Spec.IgnoreDifferences, argocd.IgnoreDifference{
			Group: f.Group, Kind: f.Kind, Name: f.Name, JSONPointers: f.Paths,
		})
	}
	if len(n.release.IgnoreDrift) > 0 {
		app.Object.Spec.SyncPolicy.SyncOptions = append(app.Object.Spec.SyncPolicy.SyncOptions, "RespectIgnoreDifferences=true")
	}
	return app
}

// leaf is an Application that delivers into a cluster.
func (o Options) leaf(n node, g group, name string, cluster model.Target) App {
	app := o.application(name, projectName(g.environment, cluster), o.folderOf(g), n.wave)
	app.Parent, app.Unit = g.name, n.unit
	o.subscribe(app.Object, g.environment, false)
	if g.ignored[n.unit.ID] {
		app.Object.Annotations[argocd.IgnoreHealth] = "true"
	}
	app.Object.Spec.Destination.Name = o.clusterName(cluster)
	return app
}

// subscribe tells the receivers of alerts of an Application.
func (o Options) subscribe(app *argocd.Application, environment string, makesOthers bool) {
	if o.Subscriptions == nil {
		return
	}
	if value := o.Subscriptions(environment, makesOthers); value != "" {
		app.Annotations[argocd.Subscriptions] = value
	}
}

func (o Options) clusterName(cluster model.Target) string {
	if cluster.IsHub() {
		return argocd.InCluster
	}
	return o.Cluster(cluster.Environment())
}

// application is what all Applications share: they are applied and kept without
// being asked, by server-side apply, so that fields which others own stay
// theirs and large objects fit; differences are found by asking the API server,
// which knows its own defaults; and what fails is tried again for ever, with
// the newest commit.
func (o Options) application(name, project, dir string, wave int) App {
	object := &argocd.Application{
		TypeMeta: argocd.KindApplication,
		ObjectMeta: metav1.ObjectMeta{
			Name:      name,
			Namespace: Namespace,
			Annotations: map[string]string{
				argocd.CompareOptions:        "ServerSideDiff=true",
				argocd.ManifestGeneratePaths: ".",
				argocd.SyncWave:              strconv.Itoa(wave),
			},
			Finalizers: []string{argocd.ResourcesFinalizer},
		},
		Spec: argocd.ApplicationSpec{
			Project:     project,
			Destination: argocd.Destination{Name: argocd.InCluster},
			SyncPolicy: argocd.SyncPolicy{
				Automated:   &argocd.Automated{Prune: true, SelfHeal: true},
				SyncOptions: []string{"ServerSideApply=true"},
				Retry: &argocd.Retry{
					Limit:   -1,
					Refresh: true,
					Backoff: argocd.Backoff{Duration: "10s", Factor: 2, MaxDuration: "3m"},
				},
			},
		},
	}
	return App{File: path.Join(dir, "application-"+name+".yaml"), Object: object, Wave: wave}
}

// defaultNamespace is where objects of the unit would go that name none; all
// of ours do. Argo CD wants one that the project allows: the first namespace
// that the unit uses, or another unit of the same place.
func defaultNamespace(u *model.Unit, units []model.Unit) string {
	for _, other := range append([]model.Unit{*u}, units...) {
		if other.ID.Environment != u.ID.Environment || other.Target != u.Target {
			continue
		}
		for _, c := range other.Components {
			if names := objectNamespaces(c); len(names) > 0 {
				return names[0]
			}
		}
	}
	return "default"
}

// objectNamespaces are the namespaces that plain objects are in, or are.
func objectNamespaces(c model.Component) []string {
	var names []string
	for _, o := range c.Objects {
		switch ref := model.RefOf(o); {
		case ref.Namespace != "":
			names = append(names, ref.Namespace)
		case ref.Group == "" && ref.Kind == "Namespace":
			names = append(names, ref.Name)
		}
	}
	return names
}
