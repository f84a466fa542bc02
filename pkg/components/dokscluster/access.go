package dokscluster

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/managed"
	"seamark.dev/seamark/pkg/apis/providerhttp"
	"seamark.dev/seamark/pkg/components/environment"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/compose"
)

const (
	// kubeconfigFormat is KubeconfigSecret, over the XR's name.
	kubeconfigFormat = "%s-kubeconfig"
	// keyToken is there for the provider: in its status it masks only what it
	// finds in a Secret as it stands in the answer, and in a kubeconfig the
	// token is inside of a text.
	keyToken = "token"
)

// kubeconfig makes a kubeconfig, as JSON, of what DigitalOcean answers.
const kubeconfig = `{
apiVersion: "v1", kind: "Config", "current-context": "doks",
clusters: [{name: "doks", cluster: {server: .body.server, "certificate-authority-data": .body.certificate_authority_data}}],
users: [{name: "doks", user: {token: .body.token}}],
contexts: [{name: "doks", context: {cluster: "doks", user: "doks"}}]
} | tojson`

const injections = "spec.forProvider.secretInjectionConfigs"

// access asks DigitalOcean for credentials once a day and writes them as a
// kubeconfig. They live for 7 days. The kubeconfig that the DigitalOcean
// provider publishes would be renewed only after it has expired, and not at all
// while Terraform cannot make a plan.
//
// The address cannot be changed, and the provider reads the token that it masks
// back from the Secret. So for a cluster with another ID, or when the Secret was
// deleted, this must be deleted, and is then made again.
func access() compose.Resource {
	return compose.Cloud(compose.Resource{
		Name: "access",
		Base: &providerhttp.DisposableRequest{
			TypeMeta:   providerhttp.KindDisposableRequest,
			ObjectMeta: metav1.ObjectMeta{Annotations: compose.Repeatable()},
			Spec: providerhttp.DisposableRequestSpec{
				Spec: managed.Spec{
					ManagementPolicies: compose.Kept(), // there is nothing to delete
					ProviderConfigRef:  packages.ProviderConfigRef(),
				},
				ForProvider: providerhttp.DisposableRequestParameters{
					Method:               "GET",
					ExpectedResponse:     ".body.token != null",
					ShouldLoopInfinitely: true,
					NextReconcile:        "24h0m0s",
					SecretInjectionConfigs: []providerhttp.SecretInjection{{
						KeyMappings: []providerhttp.KeyMapping{
							providerhttp.Keep(KubeconfigKey, kubeconfig),
							providerhttp.Keep(keyToken, ".body.token"),
						},
						SetOwnerReference: true,
					}},
				},
			},
		},
		Patches: compose.Patches{
			compose.From("metadata.name").Format("%s-access").To("metadata.name"),
			compose.When("status.clusterID", "status.endpoint").
				Format(environment.API + "/kubernetes/clusters/%s/credentials").To("spec.forProvider.url"),
			compose.From("metadata.name").Format(kubeconfigFormat).To(injections + "[0].secretRef.name"),
			compose.From("metadata.namespace").To(injections + "[0].secretRef.namespace"),
		},
	}, compose.Succeeded())
}
