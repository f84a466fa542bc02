package dashboards

import (
	"github.com/grafana/grafana-foundation-sdk/go/units"

	"seamark.dev/seamark/pkg/components/board"
)

// system is the view of the cluster's nodes, which node_exporter measures.
func system() board.Board {
	return board.Board{
		Name:        "system",
		Title:       "Nodes",
		Description: "CPU, memory, disk and network of the cluster's nodes, and the volumes of its pods.",
		Tags:        []string{"system", "node"},
		Variables: []board.Variable{
			{Name: "instance", Label: "Node", Metric: `node_load1`},
		},
		Links: []string{"overview", "cilium", "events"},
		Rows: []board.Row{
			{Title: "Nodes", Panels: systemNodes()},
			{Title: "Volumes", Panels: systemVolumes()},
		},
	}
}

func systemNodes() []board.Panel {
	return []board.Panel{
		{
			Title: "CPU of nodes", Description: "Share of all cores that is busy.",
			Unit:    units.PercentUnit,
			Queries: []board.Query{{Expr: `1 - avg by (instance) (rate(node_cpu_seconds_total{instance=~"$instance", mode="idle"}[$__rate_interval]))`, Legend: "{{instance}}"}},
		},
		{
			Title: "Memory of nodes", Description: "Share that is neither free nor readily given back.",
			Unit:    units.PercentUnit,
			Queries: []board.Query{{Expr: `1 - node_memory_MemAvailable_bytes{instance=~"$instance"} / node_memory_MemTotal_bytes{instance=~"$instance"}`, Legend: "{{instance}}"}},
		},
		{
			Title: "Root disk of nodes", Description: "Share in use; container images and logs live here.",
			Unit:    units.PercentUnit,
			Queries: []board.Query{{Expr: `1 - node_filesystem_avail_bytes{instance=~"$instance", mountpoint="/"} / node_filesystem_size_bytes{instance=~"$instance", mountpoint="/"}`, Legend: "{{instance}}"}},
		},
		{
			Title: "Load of nodes", Description: "Processes that run or wait, on average over a minute.",
			Unit:    units.Short,
			Queries: []board.Query{{Expr: `node_load1{instance=~"$instance"}`, Legend: "{{instance}}"}},
		},
		{
			Title: "Disk traffic of nodes", Description: "Bytes per second.",
			Unit: units.BytesPerSecondSI,
			Queries: []board.Query{
				{Expr: `sum by (instance) (rate(node_disk_read_bytes_total{instance=~"$instance"}[$__rate_interval]))`, Legend: "{{instance}} read"},
				{Expr: `sum by (instance) (rate(node_disk_written_bytes_total{instance=~"$instance"}[$__rate_interval]))`, Legend: "{{instance}} written"},
			},
		},
		{
			Title: "Network traffic of nodes", Description: "Bytes per second over the physical interfaces.",
			Unit: units.BytesPerSecondSI,
			Queries: []board.Query{
				{Expr: `sum by (instance) (rate(node_network_receive_bytes_total{instance=~"$instance", device=~"e.+"}[$__rate_interval]))`, Legend: "{{instance}} received"},
				{Expr: `sum by (instance) (rate(node_network_transmit_bytes_total{instance=~"$instance", device=~"e.+"}[$__rate_interval]))`, Legend: "{{instance}} sent"},
			},
		},
	}
}

func systemVolumes() []board.Panel {
	return []board.Panel{
		{
			Title: "Volumes", Description: "Share in use of each volume. Prometheus<!--with loki-->, Alertmanager or Loki<!--end--> stops writing when its volume is full.",
			Unit: units.PercentUnit, Thresholds: []float64{0.8, 0.9},
			Queries: []board.Query{{Expr: `1 - min by (namespace, persistentvolumeclaim) (kubelet_volume_stats_available_bytes) / min by (namespace, persistentvolumeclaim) (kubelet_volume_stats_capacity_bytes)`, Legend: "{{namespace}} {{persistentvolumeclaim}}"}},
		},
		{
			Title: "Pods that find no node", Description: "Pods that the scheduler cannot place. The autoscaler adds a node for them until the pool is at its maximum.",
			Unit: units.Short, Thresholds: []float64{1},
			Queries: []board.Query{{Expr: `sum by (namespace) (kube_pod_status_unschedulable)`, Legend: "{{namespace}}"}},
		},
	}
}
