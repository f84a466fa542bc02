package dokscluster

import (
	"fmt"

	apiextensionsv1alpha1 "github.com/crossplane/crossplane/apis/v2/apiextensions/v1alpha1"
	xpv2 "github.com/crossplane/crossplane/apis/v2/core/v2"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/apis/managed"
	"seamark.dev/seamark/pkg/apis/providerhttp"
	"seamark.dev/seamark/pkg/apis/providerkubernetes"
	"seamark.dev/seamark/pkg/components/environment"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/compose"
	"seamark.dev/seamark/pkg/model"
)

// Argo CD finds a cluster by a Secret beside itself.
const (
	ArgoCDNamespace = "argocd"
	argoCDFormat    = "cluster-%s"
	// argoCDLabel makes a Secret a cluster.
	argoCDLabel, argoCDCluster = "argocd.argoproj.io/secret-type", "cluster"
)

// The keys of that Secret.
const (
	ArgoCDKeyName   = "name"
	ArgoCDKeyServer = "server"
	ArgoCDKeyConfig = "config"
)

// hubConfig is the provider configuration for Secrets on the hub itself.
const hubConfig = "hub"

// ArgoCDSecret is the Secret, in ArgoCDNamespace, by which Argo CD knows the
// cluster of an environment.
func ArgoCDSecret(env string) string { return fmt.Sprintf(argoCDFormat, env) }

// ArgoCDCluster is the name by which Argo CD knows the cluster.
func ArgoCDCluster(env string) string { return env }

// ArgoCDComposition is Composition for a hub with Argo CD: it also tells Argo CD
// of the cluster. The kind and its XRs are the same.
func ArgoCDComposition() compose.Composition {
	c := Composition()
	c.Resources = append(c.Resources, argoCDSecret(), argoCDCredentials())
	return c
}

// ArgoCDObjects are what ArgoCDComposition needs beside the providers: the
// configuration for Secrets on the hub, and a kind that nothing else uses.
func ArgoCDObjects() []model.Object {
	return []model.Object{
		&providerkubernetes.ClusterProviderConfig{
			TypeMeta:   providerkubernetes.KindClusterProviderConfig,
			ObjectMeta: metav1.ObjectMeta{Name: hubConfig},
			Spec: providerkubernetes.ProviderConfigSpec{
				Credentials: managed.Credentials{Source: xpv2.CredentialsSourceInjectedIdentity},
			},
		},
		&apiextensionsv1alpha1.ManagedResourceActivationPolicy{
			TypeMeta:   kinds.ManagedResourceActivationPolicy,
			ObjectMeta: metav1.ObjectMeta{Name: "seamark-argocd"},
			Spec: apiextensionsv1alpha1.ManagedResourceActivationPolicySpec{
				Activations: []apiextensionsv1alpha1.ActivationPolicy{"disposablerequests.http.m.crossplane.io"},
			},
		},
	}
}

// argoCDSecret owns the Secret, so that it goes with the cluster: the request
// below fills it, but an owner in another namespace would have it collected as
// garbage. It says nothing about the content, and so holds no credentials.
func argoCDSecret() compose.Resource {
	base := Delivered(&corev1.Secret{
		TypeMeta:   KindSecret,
		ObjectMeta: metav1.ObjectMeta{Namespace: ArgoCDNamespace},
		Type:       corev1.SecretTypeOpaque,
	})
	base.Spec.ProviderConfigRef = managed.ProviderConfigRef{Kind: managed.ClusterProviderConfig, Name: hubConfig}
	return compose.Resource{
		Name: "argocd-cluster",
		Base: base,
		Patches: compose.Patches{
			compose.DeletionPolicy(),
			compose.From("metadata.name").Format(argoCDFormat).To(InManifest("metadata.name")),
		},
	}
}

// argoCDCredentials asks DigitalOcean for credentials once a day and writes them
// in the form that Argo CD reads. They live for 7 days. More often would do
// harm: Argo CD forgets all that it knows of a cluster whose Secret changes.
//
// The label comes last, so that Argo CD never sees half a cluster. The key token
// is for the provider, which masks in its status only what it finds in a Secret
// as it stands in the answer, and in config it is inside of a text.
func argoCDCredentials() compose.Resource {
	const injection = "spec.forProvider.secretInjectionConfigs[0]."
	return compose.Resource{
		Name: "argocd-credentials",
		Base: &providerhttp.DisposableRequest{
			TypeMeta: providerhttp.KindDisposableRequest,
			Spec: providerhttp.DisposableRequestSpec{
				Spec: managed.Spec{ProviderConfigRef: packages.ProviderConfigRef()},
				ForProvider: providerhttp.DisposableRequestParameters{
					Method:               "GET",
					ExpectedResponse:     ".body.token != null",
					ShouldLoopInfinitely: true,
					NextReconcile:        "24h0m0s",
					SecretInjectionConfigs: []providerhttp.SecretInjection{{
						SecretRef: providerhttp.SecretRef{Namespace: ArgoCDNamespace},
						Metadata:  providerhttp.SecretMetadata{Labels: map[string]string{argoCDLabel: argoCDCluster}},
						KeyMappings: []providerhttp.KeyMapping{
							providerhttp.Keep(ArgoCDKeyName, ""),
							providerhttp.Keep(ArgoCDKeyServer, ".body.server"),
							providerhttp.Keep(ArgoCDKeyConfig,
								"{bearerToken: .body.token, tlsClientConfig: {caData: .body.certificate_authority_data}} | tojson"),
							providerhttp.Keep("token", ".body.token"),
						},
					}},
				},
			},
		},
		Patches: compose.Patches{
			compose.When("status.clusterID", "status.endpoint").
				Format(environment.API + "/kubernetes/clusters/%s/credentials").To("spec.forProvider.url"),
			compose.From("metadata.name").Format(argoCDFormat).To(injection + "secretRef.name"),
			compose.From("metadata.name").Format(`"%s"`).To(injection + "keyMappings[0].responseJQ"),
		},
	}
}
