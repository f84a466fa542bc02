package dokscluster

import (
	"fmt"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/providerhttp"
	"seamark.dev/seamark/pkg/compose"
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

// ArgoCDSecret is the Secret, in ArgoCDNamespace, by which Argo CD knows the
// cluster of an environment.
func ArgoCDSecret(env string) string { return fmt.Sprintf(argoCDFormat, env) }

// ArgoCDCluster is the name by which Argo CD knows the cluster.
func ArgoCDCluster(env string) string { return env }

// ArgoCDComposition is Composition for a hub with Argo CD: it also tells Argo CD
// of the cluster. The kind and its XRs are the same.
func ArgoCDComposition() compose.Composition {
	c := Composition()
	for i, r := range c.Resources {
		if told := argoCDAccess(); told.Name == r.Name {
			c.Resources[i] = told
		}
	}
	c.Resources = append(c.Resources, argoCDSecret())
	return c
}

// argoCDSecret owns the Secret, so that it goes with the cluster: the request
// below fills it, but an owner in another namespace would have it collected as
// garbage. It says nothing about the content, and so holds no credentials.
func argoCDSecret() compose.Resource {
	base := OnHub(&corev1.Secret{
		TypeMeta:   KindSecret,
		ObjectMeta: metav1.ObjectMeta{Namespace: ArgoCDNamespace},
		Type:       corev1.SecretTypeOpaque,
	})
	return compose.Resource{
		Name: "argocd-cluster",
		Base: base,
		Patches: compose.Patches{
			compose.DeletionPolicy(),
			compose.From("metadata.name").Format(argoCDFormat).To(InManifest("metadata.name")),
		},
	}
}

// argoCDAccess is access that also writes the credentials in the form that
// Argo CD reads. More often than once a day would do harm: Argo CD forgets all
// that it knows of a cluster whose Secret changes. The label comes last, so
// that Argo CD never sees half a cluster.
func argoCDAccess() compose.Resource {
	r := access()
	request := r.Base.(*providerhttp.DisposableRequest)
	request.Spec.ForProvider.SecretInjectionConfigs = append(request.Spec.ForProvider.SecretInjectionConfigs,
		providerhttp.SecretInjection{
			SecretRef: providerhttp.SecretRef{Namespace: ArgoCDNamespace},
			Metadata:  providerhttp.SecretMetadata{Labels: map[string]string{argoCDLabel: argoCDCluster}},
			KeyMappings: []providerhttp.KeyMapping{
				providerhttp.Keep(ArgoCDKeyName, ""),
				providerhttp.Keep(ArgoCDKeyServer, ".body.server"),
				providerhttp.Keep(ArgoCDKeyConfig,
					"{bearerToken: .body.token, tlsClientConfig: {caData: .body.certificate_authority_data}} | tojson"),
				providerhttp.Keep(keyToken, ".body.token"),
			},
		})
	r.Patches = append(r.Patches,
		compose.From("metadata.name").Format(argoCDFormat).To(injections+"[1].secretRef.name"),
		compose.From("metadata.name").Format(`"%s"`).To(injections+"[1].keyMappings[0].responseJQ"),
	)
	return r
}
