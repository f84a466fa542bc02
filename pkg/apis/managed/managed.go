// Package managed holds what all namespaced managed resources of Crossplane v2
// have in common: policies, the provider configuration, the connection Secret
// and references.
package managed

// Action is something that Crossplane may do with an external resource.
type Action string

// The actions. A list of them is a policy; providers accept certain lists only.
const (
	Observe Action = "Observe"
	Create  Action = "Create"
	Update  Action = "Update"
	Delete  Action = "Delete"
)

// Spec is the part of a managed resource's spec that every kind has.
type Spec struct {
	// ManagementPolicies are the actions allowed. Default: all of them.
	ManagementPolicies []Action `json:"managementPolicies,omitempty"`
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
	// Source is Secret, or the provider's own identity.
	Source string `json:"source"`
	// SecretRef names the key.
	SecretRef SecretKeyRef `json:"secretRef,omitzero"`
}

// Sources of credentials: a Secret; the ServiceAccount that the provider runs
// as, for the cluster that it runs in.
const (
	SourceSecret           = "Secret"
	SourceInjectedIdentity = "InjectedIdentity"
)

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

// Selector finds another managed resource instead of naming it.
type Selector struct {
	// MatchControllerRef selects one composed by the same XR.
	MatchControllerRef bool `json:"matchControllerRef,omitempty"`
}
