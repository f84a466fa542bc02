// Package seamark holds the composite resources of the platform
// (seamark.dev/v1alpha1). They are namespaced: one namespace on the hub for
// each environment. Their definitions and Compositions live with the component
// of the same name.
package seamark

import metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

// Group and Version of the composite resources.
const (
	Group   = "seamark.dev"
	Version = "v1alpha1"
)

const apiVersion = Group + "/" + Version

// The kinds of this package.
var (
	KindDOKSCluster      = metav1.TypeMeta{APIVersion: apiVersion, Kind: "DOKSCluster"}
	KindNodePool         = metav1.TypeMeta{APIVersion: apiVersion, Kind: "NodePool"}
	KindManagedDatabase  = metav1.TypeMeta{APIVersion: apiVersion, Kind: "ManagedDatabase"}
	KindLogicalDatabase  = metav1.TypeMeta{APIVersion: apiVersion, Kind: "LogicalDatabase"}
	KindDatabaseUser     = metav1.TypeMeta{APIVersion: apiVersion, Kind: "DatabaseUser"}
	KindDatabaseSettings = metav1.TypeMeta{APIVersion: apiVersion, Kind: "DatabaseSettings"}
	KindConnectionPool   = metav1.TypeMeta{APIVersion: apiVersion, Kind: "ConnectionPool"}
	KindObjectStore      = metav1.TypeMeta{APIVersion: apiVersion, Kind: "ObjectStore"}
	KindLogSink          = metav1.TypeMeta{APIVersion: apiVersion, Kind: "LogSink"}
	KindSecretCopy       = metav1.TypeMeta{APIVersion: apiVersion, Kind: "SecretCopy"}
)

// DeletionPolicy says what becomes of the cloud resources of an XR that is
// deleted.
type DeletionPolicy string

// Orphan keeps the cloud resources, Delete destroys them.
const (
	Orphan DeletionPolicy = "Orphan"
	Delete DeletionPolicy = "Delete"
)

// Crossplane holds Crossplane's own settings of an XR.
type Crossplane struct {
	// CompositionRef names the Composition. Without it, that is the default one
	// of the definition.
	CompositionRef CompositionRef `json:"compositionRef,omitzero"`
	// CompositionUpdatePolicy is Manual for an XR that stays with the revision
	// of its Composition that it has. Without it, it takes the newest.
	CompositionUpdatePolicy UpdatePolicy `json:"compositionUpdatePolicy,omitempty"`
}

// CompositionRef names a Composition.
type CompositionRef struct {
	Name string `json:"name"`
}
