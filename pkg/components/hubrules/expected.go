package hubrules

import (
	"slices"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/intstr"

	"seamark.dev/seamark/pkg/components/hubmetrics"
	"seamark.dev/seamark/pkg/model"
)

// Expected is a series for each resource that the rendered repository brings to
// the hub, with its group, kind, namespace and name: what is missing is what
// has such a series and no other. So the list is data, and one alert reads it.
const Expected = "hub:resources:expected"

// list is what an environment, or the control plane, brings to the hub.
type list struct {
	name string
	refs []model.ObjectRef
}

// expected are the lists, one for each environment, with what the engine makes
// of a unit; own may be nil.
func expected(kinds []hubmetrics.Kind, units []model.Unit, own func(model.Unit) []model.ObjectRef) []list {
	if own == nil {
		own = func(model.Unit) []model.ObjectRef { return nil }
	}
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
		for _, ref := range append(objects(u), own(u)...) {
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
