// Package environment holds what all XRs of an environment share on the hub:
// the credentials of the databases' metrics endpoints, and the guard that
// keeps XRs with data from being deleted by mistake.
package environment

import (
	xpv2 "github.com/crossplane/crossplane/apis/v2/core/v2"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/managed"
	"seamark.dev/seamark/pkg/apis/providerhttp"
	"seamark.dev/seamark/pkg/components/internal/health"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// The Secret, in the environment's namespace on the hub, with the credentials
// of the metrics endpoints. DigitalOcean has one pair for all databases of an
// account.
const (
	MetricsSecretName  = "database-metrics"
	KeyMetricsUsername = "username"
	KeyMetricsPassword = "password"
)

// API is the address of the DigitalOcean API.
const API = "https://api.digitalocean.com/v2"

// Component is the Request for the metrics credentials.
func Component(env platform.Environment) model.Component {
	return model.Component{
		Name:    "environment",
		Objects: []model.Object{metricsCredentials(env.Name)},
		Health:  []model.HealthCheck{health.Conditions(providerhttp.KindRequest, "Ready", "Synced")},
	}
}

// metricsCredentials reads the credentials and keeps them in a Secret: no
// managed resource has them. It only observes, so that nothing is called when
// it is deleted.
func metricsCredentials(namespace string) *providerhttp.Request {
	return &providerhttp.Request{
		TypeMeta:   providerhttp.KindRequest,
		ObjectMeta: metav1.ObjectMeta{Name: MetricsSecretName, Namespace: namespace},
		Spec: providerhttp.RequestSpec{
			Spec: managed.Spec{
				ManagementPolicies: xpv2.ManagementPolicies{xpv2.ManagementActionObserve},
				ProviderConfigRef:  packages.ProviderConfigRef(),
			},
			ForProvider: providerhttp.RequestParameters{
				Payload:               &providerhttp.Payload{BaseURL: API + "/databases/metrics/credentials"},
				Mappings:              []providerhttp.Mapping{{Action: providerhttp.ActionObserve, Method: "GET", URL: ".payload.baseUrl"}},
				ExpectedResponseCheck: providerhttp.Answered(".response.body.credentials.basic_auth_username != null"),
				SecretInjectionConfigs: []providerhttp.SecretInjection{{
					SecretRef: providerhttp.SecretRef{Name: MetricsSecretName, Namespace: namespace},
					KeyMappings: []providerhttp.KeyMapping{
						providerhttp.Keep(KeyMetricsUsername, ".body.credentials.basic_auth_username"),
						providerhttp.Keep(KeyMetricsPassword, ".body.credentials.basic_auth_password"),
					},
					SetOwnerReference: true,
				}},
			},
		},
	}
}
