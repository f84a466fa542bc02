package dashboards

import (
	"github.com/grafana/grafana-foundation-sdk/go/units"

	"seamark.dev/seamark/pkg/components/board"
	"seamark.dev/seamark/pkg/components/certmanager"
)

func overviewCluster() []board.Panel {
	return []board.Panel{
		{
			Title: "Nodes ready", Description: "Nodes of the cluster that are ready.<!--with loki--> Loki writes to three replicas on three nodes.<!--end-->",
			Unit: units.Short, Stat: true, Alarm: true, Thresholds: []float64{3}, To: "system",
			Queries: []board.Query{{Expr: `sum(kube_node_status_condition{condition="Ready", status="true"})`}},
		},
		{
			Title: "Pods without a node", Description: "Pods that the scheduler cannot place.",
			Unit: units.Short, Stat: true, Thresholds: []float64{1, 5}, To: "events",
			Queries: []board.Query{{Expr: `sum(kube_pod_status_unschedulable) or vector(0)`}},
		},
		{
			Title: "Crashing containers", Description: "Containers that Kubernetes waits to start again, because they ended again and again.",
			Unit: units.Short, Stat: true, Thresholds: []float64{1, 3}, To: "events",
			Queries: []board.Query{{Expr: `sum(kube_pod_container_status_waiting_reason{reason="CrashLoopBackOff"}) or vector(0)`}},
		},
		{
			Title: "Fullest volume", Description: "Share in use of the fullest volume of the cluster.",
			Unit: units.PercentUnit, Stat: true, Thresholds: []float64{0.8, 0.9}, To: "system",
			Queries: []board.Query{{Expr: `1 - min(kubelet_volume_stats_available_bytes / kubelet_volume_stats_capacity_bytes)`}},
		},
		{
			Title: "Lines from databases", Description: "Log lines per second that the syslog listener takes from the managed databases.",
			Unit: units.CountsPerSecond, Stat: true, Alarm: true, Thresholds: []float64{0.0001}, To: "database-logs", Watches: []string{"logsink"},
			Queries: []board.Query{{Expr: `sum(rate(loki_source_syslog_entries_total[30m]))`}},
		},
		{
			Title: "Next certificate to expire", Description: "Time until the first of the certificates ends. They are renewed at least 15 days ahead.",
			Unit: units.Seconds, Stat: true, Alarm: true, Thresholds: []float64{7 * 24 * 3600}, Watches: []string{certmanager.ReleaseName},
			Queries: []board.Query{{Expr: `min(certmanager_certificate_expiration_timestamp_seconds - time())`}},
		},
	}
}
