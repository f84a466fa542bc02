package argocd

import (
	"fmt"
	"slices"

	"seamark.dev/seamark/pkg/components/apis"
	"seamark.dev/seamark/pkg/components/argocdnotifications"
	"seamark.dev/seamark/pkg/components/argocdpush"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/delivery"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/prove/inventory"
	"seamark.dev/seamark/pkg/tree"
)

// Engine is Argo CD on the hub of a platform.
type Engine struct{ options Options }

// New is Argo CD for a platform.
func New(p platform.Platform) delivery.Engine {
	return Engine{OptionsFor(p)}
}

// OptionsFor are the options for a platform.
func OptionsFor(p platform.Platform) Options {
	repository := p.Spec.Delivery.Repository
	return Options{
		Hub:        p.Spec.Delivery.Hub,
		Repository: Repository{URL: repository.URL, Branch: repository.Branch, Path: repository.Path},
		Cluster:    dokscluster.ArgoCDCluster,
		ClusterSecret: func(environment string) (ref model.ObjectRef, keys []string) {
			ref = model.ObjectRef{Kind: "Secret", Namespace: dokscluster.ArgoCDNamespace, Name: dokscluster.ArgoCDSecret(environment)}
			return ref, []string{dokscluster.ArgoCDKeyName, dokscluster.ArgoCDKeyServer, dokscluster.ArgoCDKeyConfig}
		},
		Protected:     delivery.Protected(p),
		Subscriptions: subscriptions(p),
	}
}

// subscriptions are those that the notifications of a platform have settings for.
func subscriptions(p platform.Platform) func(string, bool) string {
	return func(environment string, makesOthers bool) string {
		told := p.Spec.Environments
		if environment != "" {
			told = slices.DeleteFunc(slices.Clone(told), func(e platform.Environment) bool { return e.Name != environment })
		}
		return argocdnotifications.Subscriptions(told, makesOthers)
	}
}

// Name is argocd.
func (Engine) Name() platform.Engine { return platform.ArgoCD }

// Namespace is where Argo CD is, and all its Applications.
func (Engine) Namespace() string { return Namespace }

// Components is the list with Argo CD's notifications, its webhook, and with APIs that tell
// Argo CD of the clusters, in the place of those that do not. Where the list has
// neither of these, it is left so: Check tells of clusters that Argo CD does not
// know.
func (Engine) Components(list declare.List) declare.List {
	list = list.With(argocdnotifications.Declaration(), argocdpush.Declaration())
	ours := apis.Declaration(nil)
	for _, c := range list.All() {
		if c.Name == ours.Name && c.Source() == ours.Source() {
			return list.Replace(apis.ForArgoCD(c))
		}
	}
	return list
}

// Deliver makes the tree.
func (e Engine) Deliver(units []model.Unit) (*tree.Tree, error) {
	t, err := Deliver(units, e.options)
	if err != nil {
		return nil, fmt.Errorf("cannot deliver to Argo CD: %w", err)
	}
	return t, nil
}

// ReleaseFile is the file with the values, which is not that of the
// Application.
func (Engine) ReleaseFile(at model.Place) string {
	return ValuesPath(*at.Unit, *at.Component, *at.Release)
}

// Check finds what Argo CD would refuse, or do in another order than the units
// say: waves, projects, destinations and names.
func (e Engine) Check(inv *inventory.Inventory) diag.List { return Check(inv, e.options) }

// Scope are the environment's own folders, and those that list all
// environments: what each may do, and what makes its Applications.
func (e Engine) Scope(environment string) []string {
	return append(delivery.Scope(e.options.Hub, environment), e.options.dir("applications"), e.options.dir("projects"))
}

// patched tells whether a release of the units is patched, for which Argo CD's
// kustomize must run helm.
func patched(units []model.Unit) bool {
	for at := range model.Releases(units) {
		if len(at.Release.Patches) > 0 {
			return true
		}
	}
	return false
}
