package databaseuser

import (
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/managed"
	"seamark.dev/seamark/pkg/apis/providerhttp"
	"seamark.dev/seamark/pkg/components/environment"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/compose"
)

// itself is the address of the user.
const itself = `(.payload.baseUrl + "/" + .payload.body.name)`

// asWanted tells that the user is there, and logs in as is wished for. An answer
// that is silent about the latter is no reason for another password.
const asWanted = `.response.body.user.name == .payload.body.name and ` +
	`(.payload.body.mysql_settings.auth_plugin as $wanted | $wanted == null or ` +
	`(.response.body.user.mysql_settings.auth_plugin // $wanted) == $wanted)`

// user makes the user by the API itself. The DigitalOcean provider 1.0.1 has a
// kind User that cannot be used: it takes the external name for the user's name,
// and once the user is made gives it the ID of Terraform, CLUSTER/user/NAME, as
// external name. From then on it plans another user at every poll.
//
// A user that is there already is taken over.
func user() compose.Resource {
	secret := "spec.forProvider.secretInjectionConfigs[0].secretRef."
	body := func(format string, more ...string) compose.Source {
		return compose.Combine(format, append([]string{"spec.name", "status.databaseID"}, more...)...)
	}
	return compose.Cloud(compose.Resource{
		Name: "user",
		Base: &providerhttp.Request{
			TypeMeta:   providerhttp.KindRequest,
			ObjectMeta: metav1.ObjectMeta{Annotations: compose.Repeatable()},
			Spec: providerhttp.RequestSpec{
				Spec: managed.Spec{
					ManagementPolicies: compose.Kept(),
					ProviderConfigRef:  packages.ProviderConfigRef(),
				},
				ForProvider: providerhttp.RequestParameters{
					Headers:               map[string][]string{"Content-Type": {"application/json"}},
					Mappings:              calls(),
					ExpectedResponseCheck: providerhttp.Answered(asWanted),
					SecretInjectionConfigs: []providerhttp.SecretInjection{{
						KeyMappings: []providerhttp.KeyMapping{
							providerhttp.Keep(manageddatabase.PartUsername, ".body.user.name"),
							providerhttp.Keep(manageddatabase.PartPassword, ".body.user.password"),
						},
						SetOwnerReference: true,
					}},
				},
			},
		},
		Patches: compose.Patches{
			compose.From("status.databaseID").Format(environment.API + "/databases/%s/users").Required().
				To("spec.forProvider.payload.baseUrl"),
			// Only with the ID, so that without it there is no payload at all,
			// which the schema of the Request refuses.
			body(`{"name":"%[1]s"}`).To("spec.forProvider.payload.body"),
			body(`{"name":"%[1]s","mysql_settings":{"auth_plugin":"%[3]s"}}`, "spec.authPlugin").To("spec.forProvider.payload.body"),
			compose.From("metadata.name").Format(secretFormat).To(secret + "name"),
			compose.From("metadata.namespace").To(secret + "namespace"),
			compose.DeletionPolicy(),
		},
	})
}

// calls are those of the API. The authentication is changed by a call of its own,
// which also makes a new password.
func calls() []providerhttp.Mapping {
	return []providerhttp.Mapping{
		{Action: providerhttp.ActionCreate, Method: "POST", URL: ".payload.baseUrl", Body: ".payload.body"},
		{Action: providerhttp.ActionObserve, Method: "GET", URL: itself},
		{Action: providerhttp.ActionUpdate, Method: "POST", URL: `(` + itself + ` + "/reset_auth")`, Body: "{mysql_settings: .payload.body.mysql_settings}"},
		{Action: providerhttp.ActionRemove, Method: "DELETE", URL: itself},
	}
}
