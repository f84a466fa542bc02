package rules

import (
	"strconv"
	"strings"

	"seamark.dev/seamark/pkg/components/alert"
	"seamark.dev/seamark/pkg/components/demo"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/platform"
)

// workloads are the alerts on what runs in the cluster, and on its size.
func workloads(env platform.Environment) []alert.Alert {
	const inDemo = `namespace="` + dokscluster.NamespaceDemo + `"`
	alerts := []alert.Alert{
		{
			Name:     "VolumeNearlyFull",
			Severity: alert.Warning,
			// kube-prometheus-stack warns of volumes that fill within four
			// days; this one is for those that creep.
			Expr:        `kubelet_volume_stats_available_bytes{` + inServices + `} / kubelet_volume_stats_capacity_bytes{` + inServices + `} < 0.1`,
			For:         "15m",
			Summary:     "The volume {{ $labels.persistentvolumeclaim }} is nearly full",
			Description: "{{ $value | humanizePercentage }} of it are free. Prometheus<!--with loki-->, Alertmanager or Loki<!--end--> stops writing when nothing is.",
		},
		{
			Name:        "DemoPodRestarting",
			Watches:     []string{demo.ReleaseName},
			Severity:    alert.Warning,
			Expr:        `sum by (pod, container) (increase(kube_pod_container_status_restarts_total{` + inDemo + `}[15m])) > 3`,
			For:         "5m",
			Summary:     "The container {{ $labels.container }} of {{ $labels.pod }} restarts again and again",
			Description: "It restarted {{ $value | humanize }} times within 15 minutes.",
		},
		{
			Name:     "DemoPodCrashLooping",
			Watches:  []string{demo.ReleaseName},
			Severity: alert.Critical,
			// The waiting times between starts grow to five minutes, and in
			// between the container runs for a moment.
			Expr:        `max by (pod, container) (max_over_time(kube_pod_container_status_waiting_reason{` + inDemo + `, reason="CrashLoopBackOff"}[5m])) == 1`,
			For:         "10m",
			Summary:     "The container {{ $labels.container }} of {{ $labels.pod }} does not stay up",
			Description: "It has ended at every start for 10 minutes. This part of the demo does not work.",
		},
		{
			Name:        "PodsUnschedulable",
			Severity:    alert.Warning,
			Expr:        `sum by (namespace) (kube_pod_status_unschedulable) > 0`,
			For:         "15m",
			Summary:     "Pods in {{ $labels.namespace }} find no node",
			Description: "{{ $value }} pods have waited for a node for 15 minutes, longer than the autoscaler takes to add one.",
		},
	}
	return append(alerts, size(env)...)
}

// size is the alert on a node pool that cannot grow any more; none for pools
// that never could.
func size(env platform.Environment) []alert.Alert {
	pools := env.NodePools()
	a := alert.Alert{
		Name:        "NodePoolAtMaximum",
		Severity:    alert.Warning,
		For:         "30m",
		Summary:     "The node pool is at its maximum",
		Description: "All {{ $value }} nodes that the autoscaler may run are there. What needs more has to wait.",
	}
	if len(pools) > 1 {
		a.Summary = "The node pool {{ $labels.pool }} is at its maximum"
	}
	var full []string
	for _, p := range pools {
		if p.Max > p.Min {
			full = append(full, atMaximum(p, pools))
		}
	}
	if len(full) == 0 {
		return nil
	}
	a.Expr = strings.Join(full, " or ")
	return []alert.Alert{a}
}

// atMaximum counts the nodes of a pool, by a label that kube-state-metrics tells
// where there are several. Those of the default pool are all the others: where
// it was swapped, its nodes may still bear another name.
func atMaximum(p platform.Pool, pools []platform.Pool) string {
	limit := " >= " + strconv.Itoa(p.Max)
	if len(pools) == 1 {
		return "count(kube_node_info)" + limit
	}
	const label = "label_doks_digitalocean_com_node_pool"
	which := label + `="` + p.Slug + `"`
	if p.Name == platform.DefaultNodePool {
		var others []string
		for _, other := range pools[1:] {
			others = append(others, other.Slug)
		}
		which = label + `!~"` + strings.Join(others, "|") + `"`
	}
	return `label_replace(count(kube_node_labels{` + which + `})` + limit + `, "pool", "` + p.Slug + `", "", "")`
}
