package dashboards

import "github.com/grafana/grafana-foundation-sdk/go/units"

// system is the view of the cluster's nodes, which node_exporter measures.
func system() board {
	return board{
		name:        "system",
		title:       "Nodes",
		description: "CPU, memory, disk and network of the cluster's nodes, and the volumes of its pods.",
		tags:        []string{"system", "node"},
		variables: []variable{
			{name: "instance", label: "Node", metric: `node_load1`},
		},
		links: []string{"overview", "cilium", "events"},
		rows: []row{
			{"Nodes", systemNodes()},
			{"Volumes", systemVolumes()},
		},
	}
}

func systemNodes() []panel {
	return []panel{
		{
			title: "CPU of nodes", description: "Share of all cores that is busy.",
			unit:    units.PercentUnit,
			queries: []query{{`1 - avg by (instance) (rate(node_cpu_seconds_total{instance=~"$instance", mode="idle"}[$__rate_interval]))`, "{{instance}}"}},
		},
		{
			title: "Memory of nodes", description: "Share that is neither free nor readily given back.",
			unit:    units.PercentUnit,
			queries: []query{{`1 - node_memory_MemAvailable_bytes{instance=~"$instance"} / node_memory_MemTotal_bytes{instance=~"$instance"}`, "{{instance}}"}},
		},
		{
			title: "Root disk of nodes", description: "Share in use; container images and logs live here.",
			unit:    units.PercentUnit,
			queries: []query{{`1 - node_filesystem_avail_bytes{instance=~"$instance", mountpoint="/"} / node_filesystem_size_bytes{instance=~"$instance", mountpoint="/"}`, "{{instance}}"}},
		},
		{
			title: "Load of nodes", description: "Processes that run or wait, on average over a minute.",
			unit:    units.Short,
			queries: []query{{`node_load1{instance=~"$instance"}`, "{{instance}}"}},
		},
		{
			title: "Disk traffic of nodes", description: "Bytes per second.",
			unit: units.BytesPerSecondSI,
			queries: []query{
				{`sum by (instance) (rate(node_disk_read_bytes_total{instance=~"$instance"}[$__rate_interval]))`, "{{instance}} read"},
				{`sum by (instance) (rate(node_disk_written_bytes_total{instance=~"$instance"}[$__rate_interval]))`, "{{instance}} written"},
			},
		},
		{
			title: "Network traffic of nodes", description: "Bytes per second over the physical interfaces.",
			unit: units.BytesPerSecondSI,
			queries: []query{
				{`sum by (instance) (rate(node_network_receive_bytes_total{instance=~"$instance", device=~"e.+"}[$__rate_interval]))`, "{{instance}} received"},
				{`sum by (instance) (rate(node_network_transmit_bytes_total{instance=~"$instance", device=~"e.+"}[$__rate_interval]))`, "{{instance}} sent"},
			},
		},
	}
}

func systemVolumes() []panel {
	return []panel{
		{
			title: "Volumes", description: "Share in use of each volume. Prometheus, Alertmanager or Loki stops writing when its volume is full.",
			unit: units.PercentUnit, thresholds: []float64{0.8, 0.9},
			queries: []query{{`1 - min by (namespace, persistentvolumeclaim) (kubelet_volume_stats_available_bytes) / min by (namespace, persistentvolumeclaim) (kubelet_volume_stats_capacity_bytes)`, "{{namespace}} {{persistentvolumeclaim}}"}},
		},
		{
			title: "Pods that find no node", description: "Pods that the scheduler cannot place. The autoscaler adds a node for them until the pool is at its maximum.",
			unit: units.Short, thresholds: []float64{1},
			queries: []query{{`sum by (namespace) (kube_pod_status_unschedulable)`, "{{namespace}}"}},
		},
	}
}
