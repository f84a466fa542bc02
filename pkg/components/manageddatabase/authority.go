package manageddatabase

import (
	xpv2 "github.com/crossplane/crossplane/apis/v2/core/v2"

	"seamark.dev/seamark/pkg/apis/managed"
	"seamark.dev/seamark/pkg/apis/providerhttp"
	"seamark.dev/seamark/pkg/components/environment"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/compose"
)

// certificateAuthority reads the database's certificate authority, which no
// managed resource has. The API answers with base64 of the PEM. The payload is
// not in the base: without an ID it would be missing, which the schema of the
// Request refuses.
func certificateAuthority() compose.Resource {
	secret := "spec.forProvider.secretInjectionConfigs[0].secretRef."
	return compose.Cloud(compose.Resource{
		Name: "ca",
		Base: &providerhttp.Request{
			TypeMeta: providerhttp.KindRequest,
			Spec: providerhttp.RequestSpec{
				Spec: managed.Spec{
					ManagementPolicies: xpv2.ManagementPolicies{xpv2.ManagementActionObserve},
					ProviderConfigRef:  packages.ProviderConfigRef(),
				},
				ForProvider: providerhttp.RequestParameters{
					Mappings: []providerhttp.Mapping{{
						Action: providerhttp.ActionObserve, Method: "GET", URL: ".payload.baseUrl",
					}},
					ExpectedResponseCheck: providerhttp.Answered(".response.body.ca.certificate != null"),
					SecretInjectionConfigs: []providerhttp.SecretInjection{{
						KeyMappings: []providerhttp.KeyMapping{
							providerhttp.Keep(keyCA, ".body.ca.certificate | @base64d"),
						},
						SetOwnerReference: true,
					}},
				},
			},
		},
		Patches: compose.Patches{
			compose.From("status.id").Format(environment.API + "/databases/%s/ca").Required().
				To("spec.forProvider.payload.baseUrl"),
			compose.From("metadata.name").Format(caFormat).To(secret + "name"),
			compose.From("metadata.namespace").To(secret + "namespace"),
		},
	})
}
