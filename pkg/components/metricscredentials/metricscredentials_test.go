package metricscredentials_test

import (
	"testing"

	xpv2 "github.com/crossplane/crossplane/apis/v2/core/v2"
	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/apis/providerhttp"
	"seamark.dev/seamark/pkg/components/metricscredentials"
	"seamark.dev/seamark/pkg/platform"
)

// TestComponent proves that there is one Request for each token, however many
// environments use it, and none without databases, and that it reads and never writes.
func TestComponent(t *testing.T) {
	one := map[string]platform.Database{"orders": {}}
	c := metricscredentials.Component(platform.Platform{Spec: platform.Spec{Environments: []platform.Environment{
		{Name: "a", Databases: one}, {Name: "b", Databases: one}, {Name: "c", Token: "apac", Databases: one}, {Name: "d", Token: "apac"}, {Name: "e", Token: "none"},
	}}})
	got := map[string]string{}
	for _, o := range c.Objects {
		request := o.(*providerhttp.Request)
		got[request.Name] = request.Spec.ProviderConfigRef.Name
		if diff := cmp.Diff(xpv2.ManagementPolicies{xpv2.ManagementActionObserve}, request.Spec.ManagementPolicies); diff != "" {
			t.Errorf("policies (-want +got):\n%s", diff)
		}
		for _, m := range request.Spec.ForProvider.Mappings {
			if m.Method != "GET" {
				t.Errorf("the Request would %s", m.Method)
			}
		}
		want := providerhttp.SecretRef{Name: request.Name, Namespace: "crossplane-system"}
		if got := request.Spec.ForProvider.SecretInjectionConfigs[0].SecretRef; got != want {
			t.Errorf("got %v, want %v", got, want)
		}
	}
	want := map[string]string{"digitalocean-metrics": "digitalocean", "digitalocean-metrics-apac": "digitalocean-apac"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("Requests and their configurations (-want +got):\n%s", diff)
	}
}
