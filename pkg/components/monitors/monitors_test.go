package monitors

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"

	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

func TestMonitors(t *testing.T) {
	type monitor struct {
		Namespaces []string
		Apps       []string
		Port       string
		Labels     map[string]string
	}
	labels := map[string]string{"node": "__meta_kubernetes_pod_node_name"}
	cases := map[string]struct {
		reason string
		want   monitor
	}{
		"PodMonitor.monitoring.coreos.com cluster-services/cilium-agent": {
			reason: "One agent pod a node carries this label and port on DOKS.",
			want:   monitor{[]string{"kube-system"}, []string{"cilium"}, "prometheus", labels},
		},
		"PodMonitor.monitoring.coreos.com cluster-services/cilium-envoy": {
			reason: "On DOKS Envoy is part of the agent's pod; elsewhere it has a pod of its own.",
			want:   monitor{[]string{"kube-system"}, []string{"cilium", "cilium-envoy"}, "envoy-metrics", labels},
		},
	}
	got := map[string]monitor{}
	for _, o := range Component(platform.Environment{Name: "prod"}).Objects {
		spec := o.(*monitoringv1.PodMonitor).Spec
		endpoint := spec.PodMetricsEndpoints[0]
		from := map[string]string{}
		for _, r := range endpoint.RelabelConfigs {
			from[r.TargetLabel] = string(r.SourceLabels[0])
		}
		got[model.RefOf(o).String()] = monitor{
			Namespaces: spec.NamespaceSelector.MatchNames,
			Apps:       spec.Selector.MatchExpressions[0].Values,
			Port:       *endpoint.Port,
			Labels:     from,
		}
	}
	if len(got) != len(cases) {
		t.Errorf("%d monitors, want %d", len(got), len(cases))
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, got[name]); diff != "" {
				t.Errorf("%s -want +got:\n%s", tc.reason, diff)
			}
		})
	}
}

// Discovery once hung on a label that named one Helm release; a monitor without
// it was never scraped, and nothing said so.
func TestRegressionNoReleaseLabel(t *testing.T) {
	for _, o := range Component(platform.Environment{Name: "prod"}).Objects {
		if _, ok := o.GetLabels()["release"]; ok {
			t.Errorf("%s carries a release label", model.RefOf(o))
		}
	}
}
