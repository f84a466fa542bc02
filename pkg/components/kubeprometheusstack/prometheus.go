package kubeprometheusstack

import (
	"fmt"

	"k8s.io/apimachinery/pkg/api/resource"

	"seamark.dev/seamark/pkg/components/internal/resources"
	"seamark.dev/seamark/pkg/platform"
)

type prometheus struct {
	PrometheusSpec prometheusSpec `json:"prometheusSpec"`
}

type prometheusSpec struct {
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

	StorageSpec volume              `json:"storageSpec"`
	Resources   resources.Resources `json:"resources"`
}

// prometheusOf is one Prometheus: a second one would double the volumes and
// the load on the databases for a reference architecture that can afford the
// minute a rescheduled pod is away.
func prometheusOf(env platform.Environment) prometheus {
	return prometheus{prometheusSpec{
		Replicas:             1,
		Retention:            env.Metrics.Retention,
		RetentionSize:        retentionSize(env.Metrics.Volume),
		ExternalLabels:       map[string]string{EnvironmentLabel: env.Name},
		ScrapeInterval:       "30s",
		EvaluationInterval:   "30s",
		ServiceDiscoveryRole: "EndpointSlice",
		StorageSpec:          blockVolume(env.Metrics.Volume),
		Resources:            resources.Of("150m", "768Mi", "1536Mi"),
	}}
}

// retentionSize is 80 % of a volume as Prometheus writes sizes: in whole GiB
// where that comes out even, else in MiB rounded down. The fifth that is left
// is for the compaction of blocks, which writes the new one before it deletes
// the old. A volume that does not parse has no limit.
func retentionSize(volume string) string {
	quantity, err := resource.ParseQuantity(volume)
	if err != nil {
		return ""
	}
	const mib, gib = 1 << 20, 1 << 30
	bytes := quantity.Value() / 10 * 8
	if bytes >= gib && bytes%gib == 0 {
		return fmt.Sprintf("%dGiB", bytes/gib)
	}
	if bytes < mib {
		return "" // 0 would mean no limit to Prometheus
	}
	return fmt.Sprintf("%dMiB", bytes/mib)
}
