package metricsserver

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/internal/chartvalues"
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components/internal/footprint"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

func TestComponent(t *testing.T) {
	env := platform.Environment{
		Name:      "staging",
		Overrides: map[string]map[string]any{"metrics-server": {"replicas": 3}, "loki": {"x": 1}},
	}
	want := model.Component{
		Name:     "metrics-server",
		Provides: provides("staging"),
		Needs:    needs("staging"),
		Releases: []model.Release{{
			Name:      "metrics-server",
			Chart:     charts.MetricsServer,
			Footprint: footprint.InKubeSystem(footprint.APIServices(), footprint.Roles()),
			Workloads: workloads(),
			Cluster:   model.DOKS("staging"),
			Namespace: "cluster-services",
			Values:    chartValues(),
			Overrides: map[string]any{"replicas": 3},
			DependsOn: []string{"cert-manager", "kube-prometheus-stack"},
			Patches:   []model.Patch{verifiedScrape()},
		}},
	}
	if diff := cmp.Diff(want, Component(env), cmp.AllowUnexported(model.Target{})); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestValuesAreKnownToTheChart(t *testing.T) {
	for _, problem := range chartvalues.Unknown(t, charts.MetricsServer, chartValues()) {
		t.Error(problem)
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
