package model

import (
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// Object is any typed Kubernetes object: a pointer to a struct that embeds
// metav1.TypeMeta and metav1.ObjectMeta.
type Object interface {
	metav1.Object
	GetObjectKind() schema.ObjectKind
}

// ObjectRef identifies an object within one cluster. It leaves the version out
// on purpose: two versions of a kind name the same object.
type ObjectRef struct{ Group, Kind, Namespace, Name string }

// RefOf is the identity of an object.
func RefOf(o Object) ObjectRef {
	gvk := o.GetObjectKind().GroupVersionKind()
	return ObjectRef{Group: gvk.Group, Kind: gvk.Kind, Namespace: o.GetNamespace(), Name: o.GetName()}
}

// String is Kind.group namespace/name, without what is empty.
func (r ObjectRef) String() string {
	kind := r.Kind
	if r.Group != "" {
		kind += "." + r.Group
	}
	if r.Namespace != "" {
		return kind + " " + r.Namespace + "/" + r.Name
	}
	return kind + " " + r.Name
}

// Target is a cluster that objects are applied to.
type Target struct{ environment string }

// Hub is the cluster that runs the GitOps engine and Crossplane.
func Hub() Target { return Target{} }

// DOKS is the cluster of an environment.
func DOKS(environment string) Target { return Target{environment} }

// IsHub tells whether the target is the hub.
func (t Target) IsHub() bool { return t.environment == "" }

// Environment is the environment whose cluster this is; empty for the hub.
func (t Target) Environment() string { return t.environment }

// String is hub, or the environment's name.
func (t Target) String() string {
	if t.IsHub() {
		return "hub"
	}
	return t.environment
}

// UnitID identifies a unit: the environment it belongs to (empty for the
// control plane, which all environments share) and its path in there.
type UnitID struct {
	Environment string
	Path        string // 2-cluster/platform
}

// Dir is the unit's folder in the rendered tree.
func (id UnitID) Dir() string {
	if id.Environment == "" {
		return "control-plane/" + id.Path
	}
	return "environments/" + id.Environment + "/" + id.Path
}

// Name is the unit's name as an object's name: 2-cluster-platform.
func (id UnitID) Name() string {
	name := strings.ReplaceAll(id.Path, "/", "-")
	if id.Environment == "" {
		return "control-plane-" + name
	}
	return name
}

// String is the unit's folder, which is how a reader finds it.
func (id UnitID) String() string { return id.Dir() }
