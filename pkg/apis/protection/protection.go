// Package protection holds Crossplane's Usage (protection.crossplane.io/v1beta1),
// which refuses the deletion of an object that is in use.
package protection

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// KindUsage is the namespaced kind.
var KindUsage = metav1.TypeMeta{APIVersion: "protection.crossplane.io/v1beta1", Kind: "Usage"}

// Usage says that an object in its namespace is in use. While it exists,
// Crossplane's webhook refuses to delete that object.
type Usage struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec is who uses what.
	Spec UsageSpec `json:"spec"`
}

// UsageSpec is who uses what. By or Reason must be given.
type UsageSpec struct {
	// Of is the object in use.
	Of Resource `json:"of"`
	// By is the object that uses it; the usage ends with it.
	By *Resource `json:"by,omitempty"`
	// Reason is shown to whoever tries to delete the object.
	Reason string `json:"reason,omitempty"`
	// ReplayDeletion deletes the object after all, once the usage has ended,
	// if somebody has tried before.
	ReplayDeletion bool `json:"replayDeletion,omitempty"`
}

// Resource names or selects an object.
type Resource struct {
	APIVersion string `json:"apiVersion"`
	Kind       string `json:"kind"`
	// ResourceRef names the object.
	ResourceRef *ResourceRef `json:"resourceRef,omitempty"`
	// ResourceSelector selects the object.
	ResourceSelector *ResourceSelector `json:"resourceSelector,omitempty"`
}

// ResourceRef names an object.
type ResourceRef struct {
	Name string `json:"name,omitempty"`
}

// ResourceSelector selects an object.
type ResourceSelector struct {
	// MatchControllerRef selects an object with the same owner: in a
	// Composition, one composed by the same XR.
	MatchControllerRef bool `json:"matchControllerRef,omitempty"`
}
