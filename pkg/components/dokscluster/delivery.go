package dokscluster

import (
	"cmp"
	"fmt"

	xpv2 "github.com/crossplane/crossplane/apis/v2/core/v2"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/managed"
	"seamark.dev/seamark/pkg/apis/providerkubernetes"
	"seamark.dev/seamark/pkg/components/crossplane"
	"seamark.dev/seamark/pkg/compose"
)

// KindSecret is the kind of the Secrets that are delivered.
var KindSecret = metav1.TypeMeta{APIVersion: "v1", Kind: "Secret"}

// manifest is where an Object holds the object to deliver.
const manifest = "spec.forProvider.manifest."

// Delivered is the base of a composed resource that puts an object into the
// cluster. A patch must set spec.providerConfigRef.name; let it be a
// compose.When, because the schema requires that field.
//
// It is never deleted from the cluster: it goes with the cluster, and a cluster
// that is already gone could not be asked.
func Delivered(object any, references ...providerkubernetes.Reference) *providerkubernetes.Object {
	return &providerkubernetes.Object{
		TypeMeta: providerkubernetes.KindObject,
		Spec: providerkubernetes.ObjectSpec{
			Spec: managed.Spec{
				ManagementPolicies: compose.Kept(),
				ProviderConfigRef:  managed.ProviderConfigRef{Kind: managed.ProviderConfig},
			},
			ForProvider: providerkubernetes.ObjectParameters{Manifest: object},
			References:  references,
		},
	}
}

// hubConfig is the provider configuration for the hub itself.
const hubConfig = "hub"

// HubConfig lets Objects write on the hub: Secrets and ConfigMaps, which the
// provider may write there anyway.
func HubConfig() *providerkubernetes.ClusterProviderConfig {
	return &providerkubernetes.ClusterProviderConfig{
		TypeMeta:   providerkubernetes.KindClusterProviderConfig,
		ObjectMeta: metav1.ObjectMeta{Name: hubConfig},
		Spec: providerkubernetes.ProviderConfigSpec{
			Credentials: managed.Credentials{Source: xpv2.CredentialsSourceInjectedIdentity},
		},
	}
}

// OnHub is Delivered for an object on the hub.
func OnHub(object any, references ...providerkubernetes.Reference) *providerkubernetes.Object {
	o := Delivered(object, references...)
	o.Spec.ProviderConfigRef = managed.ProviderConfigRef{Kind: managed.ClusterProviderConfig, Name: hubConfig}
	return o
}

// InManifest is the path of a field of the delivered object.
func InManifest(path string) string { return manifest + path }

// HubKey is a key of a Secret in the XR's namespace on the hub, and the key of
// the delivered Secret that it is copied to.
type HubKey struct {
	// Secret is the Secret's name. Empty if NameFormat is given.
	Secret string
	// NameFormat is a format of the Secret's name over the XR's name, or over
	// the field of the XR that Of names.
	NameFormat, Of string
	// Account stands in place of both for a Secret in crossplane.Namespace
	// that each token has one of: it is its name, see packages.OfToken.
	Account string
	// Key is the key to copy, To the key to copy it to.
	Key, To string
}

// CopyKeys are the references and patches of a delivered Secret that copy keys
// from the hub. As long as one Secret or key is missing, the provider writes
// nothing at all; what was delivered before stays.
func CopyKeys(keys ...HubKey) ([]providerkubernetes.Reference, compose.Patches) {
	var references []providerkubernetes.Reference
	var patches compose.Patches
	for i, k := range keys {
		from := fmt.Sprintf("spec.references[%d].patchesFrom.", i)
		if k.Account != "" {
			references = append(references, reference(crossplane.Namespace, k.Account, k.Key, k.To))
			patches = append(patches, OfToken(k.Account).To(from+"name"))
			continue
		}
		references = append(references, reference("", k.Secret, k.Key, k.To))
		patches = append(patches, compose.From("metadata.namespace").To(from+"namespace"))
		if k.NameFormat != "" {
			patches = append(patches, compose.From(cmp.Or(k.Of, "metadata.name")).Format(k.NameFormat).To(from+"name"))
		}
	}
	return references, patches
}

// OfToken is packages.OfToken for the token that the XR names. If it names none
// the patch is skipped.
func OfToken(base string) compose.Source { return compose.From("spec.token").Format(base + "-%s") }

// reference copies a key of a Secret on the hub to a key of the delivered
// Secret; both hold base64, so the value is copied as it is.
func reference(namespace, name, key, to string) providerkubernetes.Reference {
	return providerkubernetes.Reference{
		PatchesFrom: providerkubernetes.PatchesFrom{
			APIVersion: KindSecret.APIVersion,
			Kind:       KindSecret.Kind,
			Namespace:  namespace,
			Name:       name,
			FieldPath:  "data[" + key + "]",
		},
		ToFieldPath: "data[" + to + "]",
	}
}
