package hubmetrics

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"

	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// TestNothingWithoutPrometheus: the kinds of its operator may not be there.
func TestNothingWithoutPrometheus(t *testing.T) {
	p := watched()
	p.Spec.Hub.Monitoring.Prometheus = platform.NoPrometheus
	if diff := cmp.Diff(model.Component{}, Component(databases.Engines(), p, engines[platform.Flux])); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestMonitors(t *testing.T) {
	type monitor struct{ Kind, Namespace, Port, Job string }
	want := map[platform.Engine][]monitor{
		platform.Flux:   {{"PodMonitor", "flux-system", "http-prom", "flux"}},
		platform.ArgoCD: {{"ServiceMonitor", "argocd", "metrics", "argocd"}},
	}
	always := []monitor{
		{"PodMonitor", "crossplane-system", "metrics", "crossplane"},
		{"PodMonitor", "crossplane-system", "metrics", "crossplane-providers"},
		{"PodMonitor", "crossplane-system", "metrics", "crossplane-functions"},
		{"PodMonitor", "hub-monitoring", "http-metrics", "hub-state-metrics"},
	}
	for engine, own := range want {
		t.Run(string(engine), func(t *testing.T) {
			var got []monitor
			for _, o := range Component(databases.Engines(), watched(), engines[engine]).Objects {
				switch m := o.(type) {
				case *monitoringv1.PodMonitor:
					e := m.Spec.PodMetricsEndpoints[0]
					got = append(got, monitor{m.Kind, m.Spec.NamespaceSelector.MatchNames[0], *e.Port, *e.RelabelConfigs[0].Replacement})
				case *monitoringv1.ServiceMonitor:
					e := m.Spec.Endpoints[0]
					got = append(got, monitor{m.Kind, m.Spec.NamespaceSelector.MatchNames[0], e.Port, *e.RelabelConfigs[0].Replacement})
				default:
					continue
				}
				if diff := cmp.Diff(map[string]string{"release": "stack"}, o.GetLabels()); diff != "" {
					t.Errorf("%s would not be selected:\n%s", o.GetName(), diff)
				}
			}
			if diff := cmp.Diff(append(always[:4:4], own...), got); diff != "" {
				t.Errorf("-want +got:\n%s", diff)
			}
		})
	}
}
