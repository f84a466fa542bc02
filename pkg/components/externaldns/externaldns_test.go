package externaldns

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/internal/chartvalues"
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/platform"
)

func environment() platform.Environment {
	return platform.Environment{
		Name:   "staging",
		Domain: platform.Domain{Zone: "example.org"},
	}
}

func TestValuesAreKnownToTheChart(t *testing.T) {
	for _, finding := range chartvalues.Unknown(t, charts.ExternalDNS, chartValues(environment())) {
		t.Error(finding)
	}
}

// The defect of the original: no version was given, so that the newest chart
// was installed, whose program has no DigitalOcean provider any more.
func TestPinnedToTheLastChartWithDigitalOcean(t *testing.T) {
	chart := Component(environment()).Releases[0].Chart
	if chart.Version != "1.20.0" || chart.AppVersion != "0.20.0" {
		t.Errorf("chart %s (program %s): from 1.21 (0.21) on the program has no digitalocean provider", chart.Version, chart.AppVersion)
	}
	if chart.Note == "" {
		t.Error("the pin must say why it is held back")
	}
	if got := chartValues(environment()).Provider.Name; got != "digitalocean" {
		t.Errorf("provider %q: without the in-tree provider the pin has no reason", got)
	}
}

// The defect of the original: policy sync, which deletes records, without a
// domain filter, so that every zone of the account was in reach.
func TestSyncIsFencedIn(t *testing.T) {
	v := chartValues(environment())
	if v.Policy != "sync" {
		t.Fatalf("policy %q: a name must go when its route goes", v.Policy)
	}
	if diff := cmp.Diff([]string{"example.org"}, v.DomainFilters); diff != "" {
		t.Errorf("domainFilters -want +got:\n%s", diff)
	}
	if v.TXTOwnerID != "staging" {
		t.Errorf("txtOwnerId %q: environments that share a zone must not own each other's records", v.TXTOwnerID)
	}
}

func TestValues(t *testing.T) {
	v := chartValues(environment())
	cases := map[string]struct {
		reason    string
		got, want any
	}{
		"Sources": {
			reason: "The demo and the syslog load balancer get their names; Ingress objects are none of ours.",
			got:    v.Sources,
			want:   []string{"service", "gateway-httproute", "gateway-grpcroute"},
		},
		"TXTPrefix": {
			reason: "The prefix holds the record type and ends in a dot, so that the TXT record of the zone's own name lies in the zone.",
			got:    v.TXTPrefix,
			want:   "_edns.%{record_type}.",
		},
		"Token": {
			reason: "The token comes from the delivered Secret and under the name the provider reads.",
			got:    v.Env,
			want: []corev1.EnvVar{{Name: "DO_TOKEN", ValueFrom: &corev1.EnvVarSource{
				SecretKeyRef: &corev1.SecretKeySelector{
					LocalObjectReference: corev1.LocalObjectReference{Name: "digitalocean-access-token"},
					Key:                  "token",
				},
			}}},
		},
		"ServiceMonitor": {
			reason: "A zone that cannot be reached shows in the metrics first.",
			got:    v.ServiceMonitor.Enabled,
			want:   true,
		},
		"Resources": {
			reason: "Requests and a memory limit, which the chart leaves out.",
			got:    !v.Resources.Complete(),
			want:   false,
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
