package demo

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/internal/chartvalues"
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components/internal/resources"
	"seamark.dev/seamark/pkg/platform"
)

func environment() platform.Environment {
	return platform.Environment{
		Name:   "staging",
		Domain: platform.Domain{Zone: "example.org", Demo: "shop.example.org"},
		Demo:   platform.Demo{ChartVersion: "1.20250808.170403123", Users: 7, Rate: 3},
	}
}

// The pin is a copy: two environments may run two versions, and the table of
// charts stays as it is.
func TestChartVersionStaysInItsEnvironment(t *testing.T) {
	before := charts.Demo
	Component(environment())
	if diff := cmp.Diff(before, charts.Demo); diff != "" {
		t.Errorf("charts.Demo changed, -before +after:\n%s", diff)
	}
}

func TestValuesAreKnownToTheChart(t *testing.T) {
	for _, finding := range chartvalues.Unknown(t, charts.Demo, chartValues(environment())) {
		t.Error(finding)
	}
}

func TestValues(t *testing.T) {
	v := chartValues(environment())
	cases := map[string]struct {
		reason    string
		got, want any
	}{
		"ManagedDatabases": {
			reason: "The chart's default is a development deployment with databases of its own.",
			got:    v.DevDeployment,
			want:   false,
		},
		"AdDatabase": {
			reason: "AdService reads host and user from the ConfigMap and the password from the Secret that the database delivered.",
			got:    v.AdService.Database,
			want:   database{ConfigMapName: "adservice-database-configuration", SecretName: "adservice-database"},
		},
		"CartDatabase": {
			reason: "CartService needs the Secret only.",
			got:    v.CartService.Database,
			want:   database{SecretName: "cartservice-database"},
		},
		"Users": {
			reason: "The load is the user's to choose.",
			got:    v.LoadGenerator.Users,
			want:   7,
		},
		"Rate": {
			reason: "So is how fast it builds up.",
			got:    v.LoadGenerator.Rate,
			want:   3,
		},
		"NoCheck": {
			reason: "The init container has neither an image tag nor resources.",
			got:    v.LoadGenerator.CheckFrontendInitContainer,
			want:   false,
		},
		"Seccomp": {
			reason: "The chart leaves seccomp off.",
			got:    v.SeccompProfile,
			want:   seccompProfile{Enable: true, Type: "RuntimeDefault"},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, tc.got); diff != "" {
				t.Errorf("-want +got:\n%s\nreason: %s", diff, tc.reason)
			}
		})
	}
}

// The defect of the original: the password of AdService was a key of its
// ConfigMap, which the pod also loads as a whole into its environment.
func TestPasswordComesFromASecret(t *testing.T) {
	d := chartValues(environment()).AdService.Database
	if d.SecretName == "" || d.SecretName == d.ConfigMapName {
		t.Errorf("no Secret for the password: %+v", d)
	}
}

// Through the public name every POST would become a GET on its way.
func TestLoadStaysInTheCluster(t *testing.T) {
	data, err := json.Marshal(chartValues(environment()))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(data), "fqdn") || strings.Contains(string(data), "shop.example.org") {
		t.Errorf("the load generator is sent to the public name: %s", data)
	}
}

func TestEveryServiceHasResources(t *testing.T) {
	v := chartValues(environment())
	for name, r := range map[string]resources.Resources{
		"adservice":             v.AdService.Resources,
		"cartservice":           v.CartService.Resources,
		"checkoutservice":       v.CheckoutService.Resources,
		"currencyservice":       v.CurrencyService.Resources,
		"emailservice":          v.EmailService.Resources,
		"frontend":              v.Frontend.Resources,
		"loadgenerator":         v.LoadGenerator.Resources,
		"paymentservice":        v.PaymentService.Resources,
		"productcatalogservice": v.ProductCatalogService.Resources,
		"recommendationservice": v.RecommendationService.Resources,
		"shippingservice":       v.ShippingService.Resources,
	} {
		if !r.Complete() {
			t.Errorf("%s has no requests or no memory limit: %v", name, r)
		}
	}
}
