package kubeprometheusstack

import (
	"seamark.dev/seamark/pkg/components/internal/resources"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/platform"
)

type crds struct {
	Enabled    bool   `json:"enabled"`
	UpgradeJob toggle `json:"upgradeJob"`
}

type defaultRules struct {
	Rules ruleGroups `json:"rules"`
}

// ruleGroups are the groups that could only ever fire falsely, because what
// they watch is DigitalOcean's and not to be seen.
type ruleGroups struct {
	Etcd                   bool `json:"etcd"`
	KubeControllerManager  bool `json:"kubeControllerManager"`
	KubeProxy              bool `json:"kubeProxy"`
	KubeSchedulerAlerting  bool `json:"kubeSchedulerAlerting"`
	KubeSchedulerRecording bool `json:"kubeSchedulerRecording"`
	Windows                bool `json:"windows"`
}

type kubelet struct {
	ServiceMonitor kubeletMonitor `json:"serviceMonitor"`
}

type kubeletMonitor struct {
	InsecureSkipVerify bool `json:"insecureSkipVerify"`
}

type operator struct {
	KubeletEndpointsEnabled     bool                `json:"kubeletEndpointsEnabled"`
	KubeletEndpointSliceEnabled bool                `json:"kubeletEndpointSliceEnabled"`
	Resources                   resources.Resources `json:"resources"`
	PrometheusConfigReloader    sized               `json:"prometheusConfigReloader"`
	AdmissionWebhooks           admissionWebhooks   `json:"admissionWebhooks"`
}

type admissionWebhooks struct {
	Patch sized `json:"patch"`
}

type kubeStateMetrics struct {
	CollectorsExclude     []string            `json:"collectorsExclude"`
	MetricLabelsAllowlist []string            `json:"metricLabelsAllowlist,omitempty"`
	Resources             resources.Resources `json:"resources"`
}

// valuesOf are the chart's values for an environment, sized for nodes of 4 GB.
//
// What is off and not mentioned below: the parts of the control plane that
// DigitalOcean runs, and kube-proxy, which Cilium replaces.
func valuesOf(env platform.Environment, present declare.Present) values {
	return values{
		// The GitOps engine installs and replaces the CRDs of the chart,
		// so the chart's own upgrade Job stays off.
		CRDs: crds{Enabled: true},
		// The kubelets' certificates come from the cluster's authority and
		// name their addresses: metrics-server verifies them as well.
		Kubelet:            kubelet{kubeletMonitor{InsecureSkipVerify: false}},
		PrometheusOperator: operatorValues(),
		Prometheus:         prometheusOf(env),
		Alertmanager:       alertmanagerOf(env, present),
		Grafana:            grafanaValues(present),
		// The Secrets collector needs leave to read every Secret of the
		// cluster, and no rule or dashboard uses its metrics.
		KubeStateMetrics: kubeStateMetrics{
			CollectorsExclude:     []string{"secrets"},
			MetricLabelsAllowlist: nodeLabels(env),
			Resources:             resources.Of("10m", "48Mi", "192Mi"),
		},
		NodeExporter: sized{resources.Of("10m", "24Mi", "64Mi")},
	}
}

// nodeLabels lets kube-state-metrics tell to which of several pools a node
// belongs.
func nodeLabels(env platform.Environment) []string {
	if len(env.Cluster.AdditionalNodePools) == 0 {
		return nil
	}
	return []string{"nodes=[" + platform.NodePoolLabel + "]"}
}

// operatorValues finds the kubelets by EndpointSlice, as Endpoints are
// deprecated.
//
// The admission webhooks keep their certificate from the chart's two Jobs:
// cert-manager could issue it, but its own release waits for this one, which
// brings the CRD of its ServiceMonitor.
func operatorValues() operator {
	return operator{
		KubeletEndpointSliceEnabled: true,
		Resources:                   resources.Of("25m", "64Mi", "256Mi"),
		PrometheusConfigReloader:    sized{resources.Of("10m", "32Mi", "64Mi")},
		AdmissionWebhooks:           admissionWebhooks{sized{resources.Of("10m", "32Mi", "64Mi")}},
	}
}
