package kubeprometheusstack

import (
	"seamark.dev/seamark/pkg/components/internal/resources"
)

// values are the chart's values, as far as they differ from its defaults or
// must not follow them.
type values struct {
	CRDs                  crds             `json:"crds"`
	DefaultRules          defaultRules     `json:"defaultRules"`
	KubeControllerManager toggle           `json:"kubeControllerManager"`
	KubeEtcd              toggle           `json:"kubeEtcd"`
	KubeScheduler         toggle           `json:"kubeScheduler"`
	KubeProxy             toggle           `json:"kubeProxy"`
	Kubelet               kubelet          `json:"kubelet"`
	PrometheusOperator    operator         `json:"prometheusOperator"`
	Prometheus            prometheus       `json:"prometheus"`
	Alertmanager          alertmanager     `json:"alertmanager"`
	Grafana               grafana          `json:"grafana"`
	KubeStateMetrics      kubeStateMetrics `json:"kube-state-metrics"`
	NodeExporter          sized            `json:"prometheus-node-exporter"`
}

type toggle struct {
	Enabled bool `json:"enabled"`
}

type sized struct {
	Resources resources.Resources `json:"resources"`
}

// volume is a volumeClaimTemplate as the operator takes it.
type volume struct {
	VolumeClaimTemplate claimTemplate `json:"volumeClaimTemplate"`
}

type claimTemplate struct {
	Spec claim `json:"spec"`
}

type claim struct {
	StorageClassName string       `json:"storageClassName"`
	AccessModes      []string     `json:"accessModes"`
	Resources        claimRequest `json:"resources"`
}

type claimRequest struct {
	Requests storageRequest `json:"requests"`
}

type storageRequest struct {
	Storage string `json:"storage"`
}

// blockVolume is a volume of DigitalOcean's block storage.
func blockVolume(size string) volume {
	return volume{claimTemplate{claim{
		StorageClassName: "do-block-storage",
		AccessModes:      []string{"ReadWriteOnce"},
		Resources:        claimRequest{storageRequest{size}},
	}}}
}
