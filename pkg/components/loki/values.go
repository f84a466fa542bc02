package loki

import (
	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/pkg/components/internal/resources"
)

// values are the chart's values, as far as they differ from its defaults or
// must not follow them.
type values struct {
	DeploymentMode    string     `json:"deploymentMode"`
	Defaults          defaults   `json:"defaults"`
	Loki              config     `json:"loki"`
	Write             stateful   `json:"write"`
	Read              scaled     `json:"read"`
	Backend           backend    `json:"backend"`
	Gateway           gateway    `json:"gateway"`
	ChunksCache       cache      `json:"chunksCache"`
	ResultsCache      cache      `json:"resultsCache"`
	MemcachedExporter toggle     `json:"memcachedExporter"`
	LokiCanary        canary     `json:"lokiCanary"`
	Ruler             toggle     `json:"ruler"`
	Sidecar           sidecar    `json:"sidecar"`
	Test              toggle     `json:"test"`
	Minio             toggle     `json:"minio"`
	Monitoring        monitoring `json:"monitoring"`
}

type toggle struct {
	Enabled bool `json:"enabled"`
}

type defaults struct {
	ExtraEnv []corev1.EnvVar `json:"extraEnv"`
}

type scaled struct {
	Replicas  int                 `json:"replicas"`
	Resources resources.Resources `json:"resources"`
}

type stateful struct {
	scaled
	Persistence persistence `json:"persistence"`
}

type persistence struct {
	Size         string `json:"size"`
	StorageClass string `json:"storageClass"`
}

type backend struct {
	stateful
	// Sidecar would watch ConfigMaps and Secrets of the whole cluster for
	// ruler rules, of which there are none.
	Sidecar bool `json:"sidecar"`
}

type gateway struct {
	scaled
	VerboseLogging bool        `json:"verboseLogging"`
	Metrics        toggle      `json:"metrics"`
	NginxConfig    nginxConfig `json:"nginxConfig"`

	PodDisruptionBudget disruption `json:"podDisruptionBudget"`
}

type disruption struct {
	MaxUnavailable int `json:"maxUnavailable"`
}

type nginxConfig struct {
	EnableIPv6 bool `json:"enableIPv6"`
}

type cache struct {
	Replicas           int    `json:"replicas"`
	AllocatedMemory    int    `json:"allocatedMemory"` // MiB
	AllocatedCPU       string `json:"allocatedCPU"`
	WritebackSizeLimit string `json:"writebackSizeLimit"`
}

type canary struct {
	Kind      string              `json:"kind"`
	Replicas  int                 `json:"replicas"`
	Resources resources.Resources `json:"resources"`
}

type sidecar struct {
	Rules toggle `json:"rules"`
}

type monitoring struct {
	Dashboards     dashboards     `json:"dashboards"`
	Rules          toggle         `json:"rules"`
	Alerts         toggle         `json:"alerts"`
	ServiceMonitor serviceMonitor `json:"serviceMonitor"`
}

type dashboards struct {
	Enabled                   bool              `json:"enabled"`
	DefaultDashboardsTimezone string            `json:"defaultDashboardsTimezone"`
	Annotations               map[string]string `json:"annotations"`
}

type serviceMonitor struct {
	Enabled  bool   `json:"enabled"`
	Interval string `json:"interval"`
}
