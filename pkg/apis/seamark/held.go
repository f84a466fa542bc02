package seamark

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// UpdatePolicy says when an XR takes a new revision of its Composition.
type UpdatePolicy string

// Manual is never: the XR stays with the revision that it was first made with,
// which Crossplane notes in compositionRevisionRef.
const Manual UpdatePolicy = "Manual"

// Composite is any composite resource of this package.
type Composite interface {
	metav1.Object
	GetObjectKind() schema.ObjectKind
	// Held is a copy with the update policy Manual.
	Held() Composite
}

// Held is the XR with the update policy Manual.
func (x *DOKSCluster) Held() Composite {
	held := *x
	held.Spec.Crossplane.CompositionUpdatePolicy = Manual
	return &held
}

// Held is the XR with the update policy Manual.
func (x *NodePool) Held() Composite {
	held := *x
	held.Spec.Crossplane.CompositionUpdatePolicy = Manual
	return &held
}

// Held is the XR with the update policy Manual.
func (x *ManagedDatabase) Held() Composite {
	held := *x
	held.Spec.Crossplane.CompositionUpdatePolicy = Manual
	return &held
}

// Held is the XR with the update policy Manual.
func (x *ObjectStore) Held() Composite {
	held := *x
	held.Spec.Crossplane.CompositionUpdatePolicy = Manual
	return &held
}

// Held is the XR with the update policy Manual.
func (x *LogSink) Held() Composite {
	held := *x
	held.Spec.Crossplane.CompositionUpdatePolicy = Manual
	return &held
}

// Held is the XR with the update policy Manual.
func (x *SecretCopy) Held() Composite {
	held := *x
	held.Spec.Crossplane.CompositionUpdatePolicy = Manual
	return &held
}
