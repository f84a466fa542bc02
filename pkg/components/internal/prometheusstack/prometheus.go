package prometheusstack

import "seamark.dev/seamark/pkg/components/internal/resources"

// Prometheus is the chart's value of that name.
type Prometheus struct {
	PrometheusSpec PrometheusSpec `json:"prometheusSpec"`
}

// PrometheusSpec is what the operator makes Prometheus of.
type PrometheusSpec struct {
	Replicas             int               `json:"replicas"`
	Retention            string            `json:"retention"`
	RetentionSize        string            `json:"retentionSize,omitempty"`
	ExternalLabels       map[string]string `json:"externalLabels"`
	ScrapeInterval       string            `json:"scrapeInterval"`
	EvaluationInterval   string            `json:"evaluationInterval"`
	ServiceDiscoveryRole string            `json:"serviceDiscoveryRole"`

	// False selects every object of the kind in every namespace; true, the
	// default, selects those with a label of this release.
	ServiceMonitorSelectorNilUsesHelmValues bool `json:"serviceMonitorSelectorNilUsesHelmValues"`
	PodMonitorSelectorNilUsesHelmValues     bool `json:"podMonitorSelectorNilUsesHelmValues"`
	ProbeSelectorNilUsesHelmValues          bool `json:"probeSelectorNilUsesHelmValues"`
	RuleSelectorNilUsesHelmValues           bool `json:"ruleSelectorNilUsesHelmValues"`
	ScrapeConfigSelectorNilUsesHelmValues   bool `json:"scrapeConfigSelectorNilUsesHelmValues"`

	RemoteWrite []RemoteWrite `json:"remoteWrite,omitempty"`

	StorageSpec Volume              `json:"storageSpec"`
	Resources   resources.Resources `json:"resources"`
}

// PrometheusOf is one Prometheus that sees all monitors and rules of its cluster.
// Retention, labels, storage and resources are yet to be said.
func PrometheusOf() PrometheusSpec {
	return PrometheusSpec{
		Replicas:             1,
		ScrapeInterval:       "30s",
		EvaluationInterval:   "30s",
		ServiceDiscoveryRole: "EndpointSlice",
	}
}
