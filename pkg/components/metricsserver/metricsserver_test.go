package metricsserver

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/internal/chartvalues"
	"seamark.dev/seamark/pkg/charts"
)

func TestValuesAreKnownToTheChart(t *testing.T) {
	for _, finding := range chartvalues.Unknown(t, charts.MetricsServer, chartValues()) {
		t.Error(finding)
	}
}

func TestValues(t *testing.T) {
	v := chartValues()
	cases := map[string]struct {
		reason    string
		got, want any
	}{
		"Replicas": {
			reason: "One pod can go without taking the metrics API along.",
			got:    v.Replicas,
			want:   int32(2),
		},
		"Budget": {
			reason: "A node drain waits until the other pod is ready.",
			got:    v.PodDisruptionBudget,
			want:   podDisruptionBudget{Enabled: true, MinAvailable: 1},
		},
		"Spread": {
			reason: "Two pods on one node would go together.",
			got:    v.TopologySpreadConstraints[0].TopologyKey,
			want:   "kubernetes.io/hostname",
		},
		"SpreadSelector": {
			reason: "The selector must match the pods, or the constraint counts none of them.",
			got:    v.TopologySpreadConstraints[0].LabelSelector.MatchLabels,
			want: map[string]string{
				"app.kubernetes.io/name":     charts.MetricsServer.Name,
				"app.kubernetes.io/instance": ReleaseName,
			},
		},
		"APIServerVerifies": {
			reason: "The aggregated API is verified, which needs a certificate that both pods share.",
			got:    !v.APIService.InsecureSkipTLSVerify && v.TLS.Type == "cert-manager",
			want:   true,
		},
		"ServiceMonitor": {
			reason: "The chart renders its ServiceMonitor only if the metrics are on as well.",
			got:    v.ServiceMonitor.Enabled && v.Metrics.Enabled,
			want:   true,
		},
		"Resources": {
			reason: "The chart sets no memory limit.",
			got:    v.Resources.Limits.Memory,
			want:   "200Mi",
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
