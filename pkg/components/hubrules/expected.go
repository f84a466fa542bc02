package hubrules

import (
	"slices"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/intstr"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/components/hubmetrics"
	"seamark.dev/seamark/pkg/model"
)

// Expected is a series for each resource that the rendered repository brings to
// the hub, with its group, kind, namespace and name: what is missing is what
// has such a series and no other. So the list is data, and one alert reads it.
const Expected = "hub:resources:expected"

// fluxNamespace is where Flux has what all environments share.
const fluxNamespace = "flux-system"

// list is what an environment, or the control plane, brings to the hub.
type list struct {
	name string
	refs []model.ObjectRef
}

// expected are the lists, one for each environment.
func expected(kinds []hubmetrics.Kind, units []model.Unit) []list {
	watched := map[schema.GroupKind]bool{}
	for _, k := range kinds {
		watched[k.GroupKind()] = true
	}
	var lists []list
	for _, u := range units {
		name := "expected-control-plane"
		if u.ID.Environment != "" {
			name = "expected-of-" + u.ID.Environment
		}
		at := slices.IndexFunc(lists, func(l list) bool { return l.name == name })
		if at < 0 {
			at, lists = len(lists), append(lists, list{name: name})
		}
		for _, ref := range append(objects(u), engineOwn(u)...) {
			if watched[schema.GroupKind{Group: ref.Group, Kind: ref.Kind}] {
				lists[at].refs = append(lists[at].refs, ref)
			}
		}
	}
	return slices.DeleteFunc(lists, func(l list) bool { return len(l.refs) == 0 })
}

// objects are what a unit applies to the hub.
func objects(u model.Unit) []model.ObjectRef {
	var refs []model.ObjectRef
	if !u.Target.IsHub() {
		return nil
	}
	for at := range model.Objects([]model.Unit{u}) {
		refs = append(refs, model.RefOf(at.Object))
	}
	return refs
}

// engineOwn is what Flux makes of a unit: a Kustomization, and a HelmRelease for
// each release.
func engineOwn(u model.Unit) []model.ObjectRef {
	namespace := u.ID.Environment
	if namespace == "" {
		namespace = fluxNamespace
	}
	kustomization, release := kinds.Kustomization.GroupVersionKind(), kinds.HelmRelease.GroupVersionKind()
	refs := []model.ObjectRef{{Group: kustomization.Group, Kind: kustomization.Kind, Namespace: namespace, Name: u.ID.Name()}}
	for at := range model.Releases([]model.Unit{u}) {
		refs = append(refs, model.ObjectRef{Group: release.Group, Kind: release.Kind, Namespace: at.Release.HubNamespace(), Name: at.Release.Name})
	}
	return refs
}

func (l list) group() monitoringv1.RuleGroup {
	g := monitoringv1.RuleGroup{Name: l.name}
	for _, ref := range l.refs {
		labels := map[string]string{"group": ref.Group, "kind": ref.Kind, "name": ref.Name}
		if ref.Namespace != "" {
			labels["namespace"] = ref.Namespace
		}
		g.Rules = append(g.Rules, monitoringv1.Rule{Record: Expected, Expr: intstr.FromString("vector(1)"), Labels: labels})
	}
	return g
}
