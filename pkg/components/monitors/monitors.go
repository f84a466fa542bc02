// Package monitors tells Prometheus to scrape what DOKS itself runs: the Cilium
// agent and the Envoy that serves the Gateway, on every node.
package monitors

import (
	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// The PodMonitors.
const (
	AgentName = "cilium-agent"
	EnvoyName = "cilium-envoy"
)

// The names of the container ports. The numbers differ between Cilium
// releases (the agent's is 9090 or 9962, Envoy's is 9964); the names do not.
const (
	agentPort = "prometheus"
	envoyPort = "envoy-metrics"
)

// Component is the monitors of an environment. The pods are DigitalOcean's, in
// kube-system; the monitors live beside Prometheus.
func Component(platform.Environment) model.Component {
	return model.Component{
		Name: "monitors",
		Objects: []model.Object{
			podMonitor(AgentName, agentPort, "cilium"),
			// Envoy runs inside the agent's pod, which is how DOKS has it,
			// or in a DaemonSet of its own, Cilium's default since 1.16.
			// Only one of them has the port.
			podMonitor(EnvoyName, envoyPort, "cilium", "cilium-envoy"),
		},
	}
}

// podMonitor scrapes a named port of the kube-system pods whose k8s-app label
// is one of the apps.
func podMonitor(name, port string, apps ...string) *monitoringv1.PodMonitor {
	return &monitoringv1.PodMonitor{
		TypeMeta: kinds.PodMonitor,
		ObjectMeta: metav1.ObjectMeta{
			Name:      name,
			Namespace: dokscluster.NamespaceClusterServices,
		},
		Spec: monitoringv1.PodMonitorSpec{
			NamespaceSelector: monitoringv1.NamespaceSelector{MatchNames: []string{metav1.NamespaceSystem}},
			Selector: metav1.LabelSelector{MatchExpressions: []metav1.LabelSelectorRequirement{{
				Key: "k8s-app", Operator: metav1.LabelSelectorOpIn, Values: apps,
			}}},
			PodMetricsEndpoints: []monitoringv1.PodMetricsEndpoint{{
				Port:          new(port),
				Path:          "/metrics",
				Interval:      "30s",
				ScrapeTimeout: "10s",
				RelabelConfigs: []monitoringv1.RelabelConfig{{
					// A pod's name says nothing about where it runs.
					SourceLabels: []monitoringv1.LabelName{"__meta_kubernetes_pod_node_name"},
					TargetLabel:  "node",
				}},
			}},
		},
	}
}
