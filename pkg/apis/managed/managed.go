// Package managed holds what all namespaced managed resources of Crossplane v2
// have in common: policies, the provider configuration, the connection Secret
// and references.
//
// Policies and selectors are Crossplane's own types. References are not: a patch
// of a Composition fills in their names, and until then the name must be absent,
// so that the API server refuses the object. Crossplane's types would write
// name: "", which it accepts.
package managed

import xpv2 "github.com/crossplane/crossplane/apis/v2/core/v2"

// Spec is the part of a managed resource's spec that every kind has.
type Spec struct {
	// ManagementPolicies are the actions allowed. Default: all of them.
	ManagementPolicies xpv2.ManagementPolicies `json:"managementPolicies,omitempty"`
	// ProviderConfigRef names the credentials.
	ProviderConfigRef ProviderConfigRef `json:"providerConfigRef"`
	// WriteConnectionSecretToRef names the Secret, in the same namespace,
	// that receives what the external resource keeps secret.
	WriteConnectionSecretToRef *LocalSecretRef `json:"writeConnectionSecretToRef,omitempty"`
}

// ProviderConfigRef names the credentials of a provider.
type ProviderConfigRef struct {
	// Kind is ProviderConfig (same namespace) or ClusterProviderConfig.
	Kind string `json:"kind"`
	// Name is empty where a Composition sets it.
	Name string `json:"name,omitempty"`
}

// The kinds of provider configuration.
const (
	ProviderConfig        = "ProviderConfig"
	ClusterProviderConfig = "ClusterProviderConfig"
)

// LocalSecretRef names a Secret in the same namespace.
type LocalSecretRef struct {
	Name string `json:"name,omitempty"`
}

// LocalSecretKeyRef names a key of a Secret in the same namespace.
type LocalSecretKeyRef struct {
	Name string `json:"name,omitempty"`
	Key  string `json:"key"`
}

// Credentials are where a provider configuration takes its credentials from.
type Credentials struct {
	// Source is Secret, or the provider's own identity: the ServiceAccount that
	// it runs as, for the cluster that it runs in.
	Source xpv2.CredentialsSource `json:"source"`
	// SecretRef names the key.
	SecretRef SecretKeyRef `json:"secretRef,omitzero"`
}

// SecretKeyRef names a key of a Secret anywhere.
type SecretKeyRef struct {
	Namespace string `json:"namespace,omitempty"`
	Name      string `json:"name,omitempty"`
	Key       string `json:"key"`
}

// Reference names another managed resource, whose external name becomes the
// value of the field beside it.
type Reference struct {
	Name string `json:"name,omitempty"`
}

// Sibling selects the managed resource that is composed by the same XR.
func Sibling() *xpv2.NamespacedSelector {
	return &xpv2.NamespacedSelector{MatchControllerRef: new(true)}
}
