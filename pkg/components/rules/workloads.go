package rules

import "seamark.dev/seamark/pkg/components/dokscluster"

// workloads are the alerts on what runs in the cluster.
func workloads() []alert {
	const (
		services = `namespace="` + dokscluster.NamespaceClusterServices + `"`
		pushes   = `rate(loki_request_duration_seconds_count{` + services + `, route="loki_api_v1_push"`
	)
	return []alert{
		{
			name:        "LogWritesFailing",
			severity:    critical,
			expr:        `sum(` + pushes + `, status_code=~"5.."}[5m])) / sum(` + pushes + `}[5m])) > 0.05`,
			duration:    "10m",
			summary:     "Loki refuses log lines",
			description: "{{ $value | humanizePercentage }} of the writes to Loki fail. Alloy tries again for a while; after that the lines are lost.",
		},
		{
			name:     "VolumeNearlyFull",
			severity: warning,
			// kube-prometheus-stack warns of volumes that fill within four
			// days; this one is for those that creep.
			expr:        `kubelet_volume_stats_available_bytes{` + services + `} / kubelet_volume_stats_capacity_bytes{` + services + `} < 0.1`,
			duration:    "15m",
			summary:     "The volume {{ $labels.persistentvolumeclaim }} is nearly full",
			description: "{{ $value | humanizePercentage }} of it are free. Prometheus, Alertmanager or Loki stops writing when nothing is.",
		},
		{
			name:        "DemoPodRestarting",
			severity:    warning,
			expr:        `sum by (pod, container) (increase(kube_pod_container_status_restarts_total{namespace="` + dokscluster.NamespaceDemo + `"}[15m])) > 3`,
			duration:    "5m",
			summary:     "The container {{ $labels.container }} of {{ $labels.pod }} restarts again and again",
			description: "It restarted {{ $value | humanize }} times within 15 minutes.",
		},
	}
}
