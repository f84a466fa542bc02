package kubeprometheusstack

import (
	"seamark.dev/seamark/pkg/components/internal/prometheusstack"
	"seamark.dev/seamark/pkg/components/internal/resources"
	"seamark.dev/seamark/pkg/platform"
)

// prometheusOf is one Prometheus: a second one would double the volumes and
// the load on the databases for a reference architecture that can afford the
// minute a rescheduled pod is away.
func prometheusOf(env platform.Environment) prometheusstack.Prometheus {
	spec := prometheusstack.PrometheusOf()
	spec.Retention = env.Metrics.Retention
	spec.RetentionSize = prometheusstack.RetentionSize(env.Metrics.Volume)
	spec.ExternalLabels = map[string]string{EnvironmentLabel: env.Name}
	spec.RemoteWrite = remoteWrites(env)
	spec.StorageSpec = blockVolume(env.Metrics.Volume)
	spec.Resources = resources.Of("150m", "768Mi", "1536Mi")
	return prometheusstack.Prometheus{PrometheusSpec: spec}
}

// blockVolume is a volume of DigitalOcean's block storage.
func blockVolume(size string) prometheusstack.Volume {
	return prometheusstack.VolumeOf("do-block-storage", size)
}
