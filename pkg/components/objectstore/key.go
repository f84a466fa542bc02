package objectstore

import (
	"fmt"

	xpv2 "github.com/crossplane/crossplane/apis/v2/core/v2"

	"seamark.dev/seamark/pkg/apis/managed"
	"seamark.dev/seamark/pkg/apis/patchandtransform"
	"seamark.dev/seamark/pkg/apis/providerhttp"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/environment"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/compose"
)

// existing is the address of the key once there is one. Without the error, jq
// would make the address of the list of all keys, which always answers, and the
// key would never be made.
const existing = `(.payload.baseUrl + "/" + (.response.body.key.access_key // error("not created")))`

// key makes a key that may read and write this bucket only. The Key of the
// DigitalOcean provider cannot be created by version 1.0.1 (its issue 84), so
// this speaks to the API itself.
//
// The secret half is in the answer to the creation only; later answers leave
// it in the Secret as it is. With the policy Orphan the key stays: the cluster,
// which stays too, writes its logs with it.
func key() compose.Resource {
	secret := "spec.forProvider.secretInjectionConfigs[0].secretRef."
	return compose.Cloud(compose.Resource{
		Name: "key",
		Base: &providerhttp.Request{
			TypeMeta: providerhttp.KindRequest,
			Spec: providerhttp.RequestSpec{
				Spec: managed.Spec{
					ManagementPolicies: compose.Kept(),
					ProviderConfigRef:  packages.ProviderConfigRef(),
				},
				ForProvider: providerhttp.RequestParameters{
					Payload:               &providerhttp.Payload{BaseURL: environment.API + "/spaces/keys"},
					Headers:               map[string][]string{"Content-Type": {"application/json"}},
					Mappings:              keyMappings(),
					ExpectedResponseCheck: providerhttp.Answered(".response.body.key.access_key != null"),
					SecretInjectionConfigs: []providerhttp.SecretInjection{{
						KeyMappings: []providerhttp.KeyMapping{
							providerhttp.Keep(KeyAccessKeyID, ".body.key.access_key"),
							providerhttp.Keep(KeySecretAccessKey, ".body.key.secret_key"),
						},
						SetOwnerReference: true,
					}},
				},
			},
		},
		Patches: compose.Patches{
			// The grant names the bucket, which must exist.
			compose.When("metadata.namespace", "status.bucketName").To(secret + "namespace"),
			compose.From("metadata.name").Format(keyFormat).To(secret + "name"),
			compose.From("status.bucketName").
				Format(`{"name":"%[1]s","grants":[{"bucket":"%[1]s","permission":"readwrite"}]}`).
				To("spec.forProvider.payload.body"),
			compose.DeletionPolicy(),
			// The key that is named is looked for, and no other is made for it.
			compose.Combine("%[1]s", "spec.deletionPolicy", "spec.existingKeyID").Map(takenOver()).To("spec.managementPolicies"),
			known(observing), known(removing),
		},
	})
}

// The places of mappings in keyMappings.
const observing, removing = 1, 2

// known gives a mapping the address of a key that exists already, so that the
// first look finds it.
func known(mapping int) patchandtransform.Patch {
	return compose.From("spec.existingKeyID").Format(`(.payload.baseUrl + "/%s")`).
		To(fmt.Sprintf("spec.forProvider.mappings[%d].url", mapping))
}

// takenOver are the policies of a key that exists already.
func takenOver() map[string]any {
	return map[string]any{
		string(seamark.Orphan): xpv2.ManagementPolicies{xpv2.ManagementActionObserve, xpv2.ManagementActionUpdate},
		string(seamark.Delete): xpv2.ManagementPolicies{xpv2.ManagementActionObserve, xpv2.ManagementActionUpdate, xpv2.ManagementActionDelete},
	}
}

func keyMappings() []providerhttp.Mapping {
	return []providerhttp.Mapping{
		{
			Action: providerhttp.ActionCreate,
			Method: "POST",
			URL:    ".payload.baseUrl",
			Body:   "{name: .payload.body.name, grants: .payload.body.grants}",
		},
		{Action: providerhttp.ActionObserve, Method: "GET", URL: existing},
		{Action: providerhttp.ActionRemove, Method: "DELETE", URL: existing},
	}
}
