package dashboards

import "github.com/grafana/grafana-foundation-sdk/go/units"

func overviewCluster() []panel {
	return []panel{
		{
			title: "Nodes ready", description: "Nodes of the cluster that are ready. Loki writes to three replicas on three nodes.",
			unit: units.Short, stat: true, alarm: true, thresholds: []float64{3}, to: "system",
			queries: []query{{`sum(kube_node_status_condition{condition="Ready", status="true"})`, ""}},
		},
		{
			title: "Pods without a node", description: "Pods that the scheduler cannot place.",
			unit: units.Short, stat: true, thresholds: []float64{1, 5}, to: "events",
			queries: []query{{`sum(kube_pod_status_unschedulable) or vector(0)`, ""}},
		},
		{
			title: "Crashing containers", description: "Containers that Kubernetes waits to start again, because they ended again and again.",
			unit: units.Short, stat: true, thresholds: []float64{1, 3}, to: "events",
			queries: []query{{`sum(kube_pod_container_status_waiting_reason{reason="CrashLoopBackOff"}) or vector(0)`, ""}},
		},
		{
			title: "Fullest volume", description: "Share in use of the fullest volume of the cluster.",
			unit: units.PercentUnit, stat: true, thresholds: []float64{0.8, 0.9}, to: "system",
			queries: []query{{`1 - min(kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes)`, ""}},
		},
		{
			title: "Lines from databases", description: "Log lines per second that the syslog listener takes from the managed databases.",
			unit: units.CountsPerSecond, stat: true, alarm: true, thresholds: []float64{0.0001}, to: "database-logs",
			queries: []query{{`sum(rate(loki_source_syslog_entries_total[30m]))`, ""}},
		},
		{
			title: "Next certificate to expire", description: "Time until the first of the certificates ends. They are renewed at least 15 days ahead.",
			unit: units.Seconds, stat: true, alarm: true, thresholds: []float64{7 * 24 * 3600},
			queries: []query{{`min(certmanager_certificate_expiration_timestamp_seconds - time())`, ""}},
		},
	}
}
