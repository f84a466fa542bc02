package kubeprometheusstack

import (
	"seamark.dev/seamark/pkg/components/internal/prometheusstack"
	"seamark.dev/seamark/pkg/components/internal/resources"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/platform"
)

// values are the chart's values, as far as they differ from its defaults or
// must not follow them.
type values struct {
	CRDs                  prometheusstack.CRDs         `json:"crds"`
	DefaultRules          defaultRules                 `json:"defaultRules"`
	KubeControllerManager prometheusstack.Toggle       `json:"kubeControllerManager"`
	KubeEtcd              prometheusstack.Toggle       `json:"kubeEtcd"`
	KubeScheduler         prometheusstack.Toggle       `json:"kubeScheduler"`
	KubeProxy             prometheusstack.Toggle       `json:"kubeProxy"`
	Kubelet               kubelet                      `json:"kubelet"`
	PrometheusOperator    prometheusstack.Operator     `json:"prometheusOperator"`
	Prometheus            prometheusstack.Prometheus   `json:"prometheus"`
	Alertmanager          prometheusstack.Alertmanager `json:"alertmanager"`
	Grafana               prometheusstack.Grafana      `json:"grafana"`
	KubeStateMetrics      kubeStateMetrics             `json:"kube-state-metrics"`
	NodeExporter          prometheusstack.Sized        `json:"prometheus-node-exporter"`
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
		CRDs: prometheusstack.CRDs{Enabled: true},
		// The kubelets' certificates come from the cluster's authority and
		// name their addresses: metrics-server verifies them as well.
		Kubelet:            kubelet{kubeletMonitor{InsecureSkipVerify: false}},
		PrometheusOperator: prometheusstack.OperatorValues(),
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
		NodeExporter: prometheusstack.Sized{Resources: resources.Of("10m", "24Mi", "64Mi")},
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
