// Package metricscredentials reads the credentials of the databases' metrics
// endpoints: once for the account, not once for each environment.
package metricscredentials

import (
	"slices"

	xpv2 "github.com/crossplane/crossplane/apis/v2/core/v2"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/managed"
	"seamark.dev/seamark/pkg/apis/providerhttp"
	"seamark.dev/seamark/pkg/components/crossplane"
	"seamark.dev/seamark/pkg/components/environment"
	"seamark.dev/seamark/pkg/components/internal/health"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// The Secret, in crossplane.Namespace, with the credentials of the metrics
// endpoints. DigitalOcean has one pair for all databases of an account; there
// is a Secret for each token (packages.OfToken).
const (
	SecretName  = "digitalocean-metrics"
	KeyUsername = "username"
	KeyPassword = "password"
)

// Part is what is read once. It belongs to the component that needs it: without
// a managed database nobody reads it.
func Part() declare.Part {
	return declare.Part{Name: "metrics-credentials", Unit: declare.Account, Share: Component}
}

// Component is a Request for each token of environments with databases.
func Component(p platform.Platform) model.Component {
	p.Spec.Environments = slices.DeleteFunc(slices.Clone(p.Spec.Environments), func(e platform.Environment) bool { return len(e.Databases) == 0 })
	if len(p.Spec.Environments) == 0 {
		return model.Component{}
	}
	c := model.Component{
		Name:   "metrics-credentials",
		Health: []model.HealthCheck{health.Conditions(providerhttp.KindRequest, "Ready", "Synced")},
	}
	for _, token := range p.Spec.Tokens() {
		c.Objects = append(c.Objects, metricsCredentials(token))
	}
	return c
}

// metricsCredentials reads the credentials and keeps them in a Secret: no
// managed resource has them. It only observes, so that nothing is called when
// it is deleted.
func metricsCredentials(token string) *providerhttp.Request {
	name := packages.OfToken(SecretName, token)
	return &providerhttp.Request{
		TypeMeta:   providerhttp.KindRequest,
		ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: crossplane.Namespace},
		Spec: providerhttp.RequestSpec{
			Spec: managed.Spec{
				ManagementPolicies: xpv2.ManagementPolicies{xpv2.ManagementActionObserve},
				ProviderConfigRef: managed.ProviderConfigRef{
					Kind: managed.ClusterProviderConfig, Name: packages.ProviderConfigName(token),
				},
			},
			ForProvider: providerhttp.RequestParameters{
				Payload:               &providerhttp.Payload{BaseURL: environment.API + "/databases/metrics/credentials"},
				Mappings:              []providerhttp.Mapping{{Action: providerhttp.ActionObserve, Method: "GET", URL: ".payload.baseUrl"}},
				ExpectedResponseCheck: providerhttp.Answered(".response.body.credentials.basic_auth_username != null"),
				SecretInjectionConfigs: []providerhttp.SecretInjection{{
					SecretRef: providerhttp.SecretRef{Name: name, Namespace: crossplane.Namespace},
					KeyMappings: []providerhttp.KeyMapping{
						providerhttp.Keep(KeyUsername, ".body.credentials.basic_auth_username"),
						providerhttp.Keep(KeyPassword, ".body.credentials.basic_auth_password"),
					},
					SetOwnerReference: true,
				}},
			},
		},
	}
}
