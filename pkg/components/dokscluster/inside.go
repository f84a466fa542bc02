package dokscluster

import (
	xpv2 "github.com/crossplane/crossplane/apis/v2/core/v2"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/apis/managed"
	"seamark.dev/seamark/pkg/apis/patchandtransform"
	"seamark.dev/seamark/pkg/apis/providerkubernetes"
	"seamark.dev/seamark/pkg/components/crossplane"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/compose"
)

// providerConfig has no Ready condition. Until there is a kubeconfig, Objects
// that use it fail and try again.
func providerConfig() compose.Resource {
	return compose.Resource{
		Name: "provider-config",
		Base: &providerkubernetes.ProviderConfig{
			TypeMeta: providerkubernetes.KindProviderConfig,
			Spec: providerkubernetes.ProviderConfigSpec{Credentials: managed.Credentials{
				Source:    xpv2.CredentialsSourceSecret,
				SecretRef: managed.SecretKeyRef{Key: KubeconfigKey},
			}},
		},
		Patches: compose.Patches{
			compose.From("metadata.name").To("metadata.name"),
			compose.From("metadata.namespace").To("spec.credentials.secretRef.namespace"),
			compose.From("metadata.name").Format(kubeconfigFormat).To("spec.credentials.secretRef.name"),
		},
		Readiness: compose.AlwaysReady(),
	}
}

func namespace(name string) compose.Resource {
	return compose.Resource{
		Name: "namespace-" + name,
		Base: Delivered(&corev1.Namespace{
			TypeMeta:   kinds.Namespace,
			ObjectMeta: metav1.ObjectMeta{Name: name},
		}),
		Patches: compose.Patches{reachable()},
	}
}

// token copies the API token for cert-manager and ExternalDNS, which may change
// DNS and nothing else. Which Secret it comes from is fixed here but for the
// name of a token: whoever may write XRs could otherwise have any Secret of the
// hub copied out. While it is missing, the XR says so.
func token() compose.Resource {
	return compose.Told(compose.Resource{
		Name: "token",
		Base: Delivered(&corev1.Secret{
			TypeMeta:   KindSecret,
			ObjectMeta: metav1.ObjectMeta{Name: TokenSecretName, Namespace: NamespaceClusterServices},
			Type:       corev1.SecretTypeOpaque,
		}, reference(crossplane.Namespace, packages.DNSSecretName, packages.KeyToken, TokenSecretKey)),
		Patches: compose.Patches{
			reachable(),
			OfToken(packages.DNSSecretName).To("spec.references[0].patchesFrom.name"),
		},
	})
}

// reachable names the ProviderConfig once the cluster has an address.
func reachable() patchandtransform.Patch {
	return compose.When("metadata.name", "status.endpoint").To("spec.providerConfigRef.name")
}
