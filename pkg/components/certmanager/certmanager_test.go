package certmanager

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/internal/chartvalues"
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/internal/resources"
)

func TestValuesAreKnownToTheChart(t *testing.T) {
	for _, finding := range chartvalues.Unknown(t, charts.CertManager, chartValues()) {
		t.Error(finding)
	}
}

func TestValues(t *testing.T) {
	v := chartValues()
	cases := map[string]struct {
		reason    string
		got, want any
	}{
		"CRDs": {
			reason: "The CRDs come with the release and outlive it, because with them every Certificate would go.",
			got:    v.CRDs,
			want:   crds{Enabled: true, Keep: true},
		},
		"GatewayAPI": {
			reason: "A Gateway gets its certificate through the supported field, not the deprecated enableGatewayAPI.",
			got:    v.Config.GatewayAPI.Enabled,
			want:   true,
		},
		"LeaderElection": {
			reason: "The lease is kept in the release's namespace, where the chart's Role is.",
			got:    v.Global.LeaderElection.Namespace,
			want:   dokscluster.NamespaceClusterServices,
		},
		"ServiceMonitor": {
			reason: "Prometheus must see when a certificate is about to expire.",
			got:    v.Prometheus.ServiceMonitor.Enabled,
			want:   true,
		},
		"OnlyPublicResolvers": {
			reason: "The challenge is checked where Let's Encrypt sees it, not in a cache of the nodes.",
			got:    v.DNS01RecursiveNameserversOnly && v.DNS01RecursiveNameservers != "",
			want:   true,
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

func TestEveryContainerHasResources(t *testing.T) {
	v := chartValues()
	for name, r := range map[string]resources.Resources{
		"controller":      v.Resources,
		"webhook":         v.Webhook.Resources,
		"cainjector":      v.CAInjector.Resources,
		"startupapicheck": v.StartupAPICheck.Resources,
	} {
		if !r.Complete() {
			t.Errorf("%s has no requests or no memory limit: %v", name, r)
		}
	}
}
