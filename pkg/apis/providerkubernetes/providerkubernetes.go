// Package providerkubernetes holds the kinds of provider-kubernetes
// (kubernetes.m.crossplane.io/v1alpha1) that deliver objects into a cluster.
package providerkubernetes

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/managed"
)

// The kinds of this package.
var (
	KindObject         = metav1.TypeMeta{APIVersion: "kubernetes.m.crossplane.io/v1alpha1", Kind: "Object"}
	KindProviderConfig = metav1.TypeMeta{APIVersion: "kubernetes.m.crossplane.io/v1alpha1", Kind: "ProviderConfig"}

	KindClusterProviderConfig = metav1.TypeMeta{APIVersion: "kubernetes.m.crossplane.io/v1alpha1", Kind: "ClusterProviderConfig"}
)

// Object is an object in another cluster.
//
// Values that References copy from Secrets are stored in the Object's spec on
// the hub, so whoever may read Objects may read these Secrets.
type Object struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec is the desired object.
	Spec ObjectSpec `json:"spec"`
}

// ObjectSpec is the desired object and how to get at it.
type ObjectSpec struct {
	managed.Spec `json:",inline"`
	ForProvider  ObjectParameters `json:"forProvider"`
	// References copy fields of hub objects into the manifest. If one is
	// missing, nothing at all is written.
	References []Reference `json:"references,omitempty"`
	// ConnectionDetails copy fields of remote objects into the connection
	// Secret on the hub.
	ConnectionDetails []ConnectionDetail `json:"connectionDetails,omitempty"`
	// Readiness says when the object counts as ready. Default: once created.
	Readiness *Readiness `json:"readiness,omitempty"`
}

// ObjectParameters hold the manifest.
type ObjectParameters struct {
	// Manifest is the object itself; of its fields only those given are owned.
	Manifest any `json:"manifest"`
}

// Reference copies one field of a hub object into the manifest.
type Reference struct {
	PatchesFrom PatchesFrom `json:"patchesFrom"`
	// ToFieldPath is the path in the manifest.
	ToFieldPath string `json:"toFieldPath"`
}

// PatchesFrom is a field of a hub object.
type PatchesFrom struct {
	// APIVersion and Kind must be given: the default is another Object.
	APIVersion string `json:"apiVersion"`
	Kind       string `json:"kind"`
	Name       string `json:"name,omitempty"`
	Namespace  string `json:"namespace,omitempty"`
	FieldPath  string `json:"fieldPath"`
}

// ConnectionDetail copies one field of a remote object into the connection
// Secret. Values of a Secret's data are decoded.
type ConnectionDetail struct {
	APIVersion            string `json:"apiVersion"`
	Kind                  string `json:"kind"`
	Name                  string `json:"name,omitempty"`
	Namespace             string `json:"namespace,omitempty"`
	FieldPath             string `json:"fieldPath"`
	ToConnectionSecretKey string `json:"toConnectionSecretKey"`
}

// Readiness says when an Object is ready.
type Readiness struct {
	// Policy is DeriveFromCelQuery here; see CELQuery.
	Policy string `json:"policy"`
	// CELQuery is an expression over object, the remote object.
	CELQuery string `json:"celQuery,omitempty"`
}

// DeriveFromCELQuery makes an Object ready when its query is true.
const DeriveFromCELQuery = "DeriveFromCelQuery"

// ProviderConfig holds the credentials of a cluster, for its own namespace.
type ProviderConfig struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec names the credentials.
	Spec ProviderConfigSpec `json:"spec"`
}

// ProviderConfigSpec names the credentials: a kubeconfig.
type ProviderConfigSpec struct {
	Credentials managed.Credentials `json:"credentials"`
}

// ClusterProviderConfig holds the credentials of a cluster, for all namespaces.
type ClusterProviderConfig struct {
	metav1.TypeMeta   `json:",inline"`
	metav1.ObjectMeta `json:"metadata,omitzero"`
	// Spec names the credentials.
	Spec ProviderConfigSpec `json:"spec"`
}
