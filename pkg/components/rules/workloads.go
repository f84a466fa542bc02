package rules

import (
	"strconv"

	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/platform"
)

// workloads are the alerts on what runs in the cluster, and on its size.
func workloads(env platform.Environment) []alert {
	const inDemo = `namespace="` + dokscluster.NamespaceDemo + `"`
	alerts := []alert{
		{
			name:     "VolumeNearlyFull",
			severity: warning,
			// kube-prometheus-stack warns of volumes that fill within four
			// days; this one is for those that creep.
			expr:        `kubelet_volume_stats_available_bytes{` + inServices + `} / kubelet_volume_stats_capacity_bytes{` + inServices + `} < 0.1`,
			duration:    "15m",
			summary:     "The volume {{ $labels.persistentvolumeclaim }} is nearly full",
			description: "{{ $value | humanizePercentage }} of it are free. Prometheus, Alertmanager or Loki stops writing when nothing is.",
		},
		{
			name:        "DemoPodRestarting",
			severity:    warning,
			expr:        `sum by (pod, container) (increase(kube_pod_container_status_restarts_total{` + inDemo + `}[15m])) > 3`,
			duration:    "5m",
			summary:     "The container {{ $labels.container }} of {{ $labels.pod }} restarts again and again",
			description: "It restarted {{ $value | humanize }} times within 15 minutes.",
		},
		{
			name:     "DemoPodCrashLooping",
			severity: critical,
			// The waiting times between starts grow to five minutes, and in
			// between the container runs for a moment.
			expr:        `max by (pod, container) (max_over_time(kube_pod_container_status_waiting_reason{` + inDemo + `, reason="CrashLoopBackOff"}[5m])) == 1`,
			duration:    "10m",
			summary:     "The container {{ $labels.container }} of {{ $labels.pod }} does not stay up",
			description: "It has ended at every start for 10 minutes. This part of the demo does not work.",
		},
		{
			name:        "PodsUnschedulable",
			severity:    warning,
			expr:        `sum by (namespace) (kube_pod_status_unschedulable) > 0`,
			duration:    "15m",
			summary:     "Pods in {{ $labels.namespace }} find no node",
			description: "{{ $value }} pods have waited for a node for 15 minutes, longer than the autoscaler takes to add one.",
		},
	}
	return append(alerts, size(env.Cluster.NodePool)...)
}

// size is the alert on a node pool that cannot grow any more; none for a pool
// that never could.
func size(pool platform.NodePool) []alert {
	if pool.Max <= pool.Min {
		return nil
	}
	return []alert{{
		name:        "NodePoolAtMaximum",
		severity:    warning,
		expr:        `count(kube_node_info) >= ` + strconv.Itoa(pool.Max),
		duration:    "30m",
		summary:     "The node pool is at its maximum",
		description: "All {{ $value }} nodes that the autoscaler may run are there. What needs more has to wait.",
	}}
}
