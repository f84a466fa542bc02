package dashboards

import "github.com/grafana/grafana-foundation-sdk/go/units"

// cilium is the view of the Cilium agents: one on every node.
func cilium() board {
	return board{
		name:        "cilium",
		title:       "Cilium agent",
		description: "The network of the cluster, as the Cilium agent of each node sees it.",
		tags:        []string{"network", "cilium"},
		variables: []variable{
			{name: "node", label: "Node", metric: `cilium_process_resident_memory_bytes`},
		},
		links: []string{"overview", "gateway", "system"},
		rows: []row{
			{"Overview", ciliumOverview()},
			{"Traffic", ciliumTraffic()},
			{"Endpoints and policies", ciliumEndpoints()},
			{"The agent itself", ciliumAgent()},
		},
	}
}

func ciliumOverview() []panel {
	return []panel{
		{
			title: "Agents", description: "Agents that Prometheus can scrape; one for every node.",
			unit: units.Short, stat: true, alarm: true, thresholds: []float64{3},
			queries: []query{{`count(cilium_process_resident_memory_bytes{node=~"$node"})`, ""}},
		},
		{
			title: "Unreachable nodes", description: "Nodes that an agent cannot reach, as the worst-placed agent counts them.",
			unit: units.Short, stat: true, thresholds: []float64{1},
			queries: []query{{`max(cilium_unreachable_nodes{node=~"$node"})`, ""}},
		},
		{
			title: "Unreachable health endpoints", description: "Nodes whose pods cannot be reached, as the worst-placed agent counts them.",
			unit: units.Short, stat: true, thresholds: []float64{1},
			queries: []query{{`max(cilium_unreachable_health_endpoints{node=~"$node"})`, ""}},
		},
		{
			title: "Failing controllers", description: "Background tasks of the agents whose last run failed.",
			unit: units.Short, stat: true, thresholds: []float64{1, 5},
			queries: []query{{`sum(cilium_controllers_failing{node=~"$node"})`, ""}},
		},
		{
			title: "Fullest BPF map", description: "How full the fullest map of any node is. A full map drops connections.",
			unit: units.PercentUnit, stat: true, thresholds: []float64{0.8, 0.95},
			queries: []query{{`max(cilium_bpf_map_pressure{node=~"$node"})`, ""}},
		},
		{
			title: "Errors and warnings", description: "Log messages per second of these levels.",
			unit: units.CountsPerSecond, stat: true, thresholds: []float64{0.1, 1},
			queries: []query{{`sum(rate(cilium_errors_warnings_total{node=~"$node"}[$__rate_interval]))`, ""}},
		},
	}
}

func ciliumTraffic() []panel {
	return []panel{
		{
			title: "Forwarded traffic", description: "Bytes per second, by direction.",
			unit:    units.BytesPerSecondSI,
			queries: []query{{`sum by (direction) (rate(cilium_forward_bytes_total{node=~"$node"}[$__rate_interval]))`, "{{direction}}"}},
		},
		{
			title: "Forwarded packets", description: "Packets per second, by node.",
			unit:    units.PacketsPerSecond,
			queries: []query{{`sum by (node) (rate(cilium_forward_count_total{node=~"$node"}[$__rate_interval]))`, "{{node}}"}},
		},
		{
			title: "Dropped packets", description: "Packets per second by reason. Policy denied is a network policy at work.",
			unit:    units.PacketsPerSecond,
			queries: []query{{`sum by (reason, direction) (rate(cilium_drop_count_total{node=~"$node"}[$__rate_interval]))`, "{{reason}} {{direction}}"}},
		},
		{
			title: "Dropped traffic", description: "Bytes per second by reason.",
			unit:    units.BytesPerSecondSI,
			queries: []query{{`sum by (reason, direction) (rate(cilium_drop_bytes_total{node=~"$node"}[$__rate_interval]))`, "{{reason}} {{direction}}"}},
		},
	}
}

func ciliumEndpoints() []panel {
	return []panel{
		{
			title: "Endpoints by state", description: "Pods that the agents look after. All should be ready.",
			unit: units.Short, stacked: true,
			queries: []query{{`sum by (endpoint_state) (cilium_endpoint_state{node=~"$node"})`, "{{endpoint_state}}"}},
		},
		{
			title: "Regenerations", description: "Rebuilds of a pod's datapath per second, by outcome.",
			unit:    units.CountsPerSecond,
			queries: []query{{`sum by (outcome) (rate(cilium_endpoint_regenerations_total{node=~"$node"}[$__rate_interval]))`, "{{outcome}}"}},
		},
		{
			title: "Policy enforcement", description: "Pods by the direction in which policies restrict them.",
			unit: units.Short, stacked: true,
			queries: []query{{`sum by (enforcement) (cilium_policy_endpoint_enforcement_status{node=~"$node"})`, "{{enforcement}}"}},
		},
		{
			title: "Policies", description: "Policies that each agent has loaded; the agents should agree.",
			unit:    units.Short,
			queries: []query{{`max by (node) (cilium_policy{node=~"$node"})`, "{{node}}"}},
		},
	}
}

func ciliumAgent() []panel {
	return []panel{
		{
			title: "CPU", description: "Cores that the agent uses, by node.",
			unit:    units.Short,
			queries: []query{{`sum by (node) (rate(cilium_process_cpu_seconds_total{node=~"$node"}[$__rate_interval]))`, "{{node}}"}},
		},
		{
			title: "Memory", description: "Resident memory of the agent, by node.",
			unit:    units.BytesIEC,
			queries: []query{{`max by (node) (cilium_process_resident_memory_bytes{node=~"$node"})`, "{{node}}"}},
		},
		{
			title: "Connection tracking", description: "Entries alive at the last collection, by protocol.",
			unit:    units.Short,
			queries: []query{{`sum by (family, protocol) (cilium_datapath_conntrack_gc_entries{node=~"$node", status="alive"})`, "{{family}} {{protocol}}"}},
		},
		{
			title: "API server latency", description: "Mean duration of the agent's calls to the Kubernetes API, by method.",
			unit:    units.Seconds,
			queries: []query{{`sum by (method) (rate(cilium_k8s_client_api_latency_time_seconds_sum{node=~"$node"}[$__rate_interval])) / (sum by (method) (rate(cilium_k8s_client_api_latency_time_seconds_count{node=~"$node"}[$__rate_interval])) > 0)`, "{{method}}"}},
		},
	}
}
