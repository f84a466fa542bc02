package dashboards

import (
	"github.com/grafana/grafana-foundation-sdk/go/units"

	"seamark.dev/seamark/pkg/components/board"
)

// cilium is the view of the Cilium agents: one on every node.
func cilium() board.Board {
	return board.Board{
		Name:        "cilium",
		Title:       "Cilium agent",
		Description: "The network of the cluster, as the Cilium agent of each node sees it.",
		Tags:        []string{"network", "cilium"},
		Variables: []board.Variable{
			{Name: "node", Label: "Node", Metric: `cilium_process_resident_memory_bytes`},
		},
		Links:   []string{"overview", "gateway", "system"},
		Watches: []string{"monitors"},
		Rows: []board.Row{
			{Title: "Overview", Panels: ciliumOverview()},
			{Title: "Traffic", Panels: ciliumTraffic()},
			{Title: "Endpoints and policies", Panels: ciliumEndpoints()},
			{Title: "The agent itself", Panels: ciliumAgent()},
		},
	}
}

func ciliumOverview() []board.Panel {
	return []board.Panel{
		{
			Title: "Agents", Description: "Agents that Prometheus can scrape; one for every node.",
			Unit: units.Short, Stat: true, Alarm: true, Thresholds: []float64{3},
			Queries: []board.Query{{Expr: `count(cilium_process_resident_memory_bytes{node=~"$node"})`}},
		},
		{
			Title: "Unreachable nodes", Description: "Nodes that an agent cannot reach, as the worst-placed agent counts them.",
			Unit: units.Short, Stat: true, Thresholds: []float64{1},
			Queries: []board.Query{{Expr: `max(cilium_unreachable_nodes{node=~"$node"})`}},
		},
		{
			Title: "Unreachable health endpoints", Description: "Nodes whose pods cannot be reached, as the worst-placed agent counts them.",
			Unit: units.Short, Stat: true, Thresholds: []float64{1},
			Queries: []board.Query{{Expr: `max(cilium_unreachable_health_endpoints{node=~"$node"})`}},
		},
		{
			Title: "Failing controllers", Description: "Background tasks of the agents whose last run failed.",
			Unit: units.Short, Stat: true, Thresholds: []float64{1, 5},
			Queries: []board.Query{{Expr: `sum(cilium_controllers_failing{node=~"$node"})`}},
		},
		{
			Title: "Fullest BPF map", Description: "How full the fullest map of any node is. A full map drops connections.",
			Unit: units.PercentUnit, Stat: true, Thresholds: []float64{0.8, 0.95},
			Queries: []board.Query{{Expr: `max(cilium_bpf_map_pressure{node=~"$node"})`}},
		},
		{
			Title: "Errors and warnings", Description: "Log messages per second of these levels.",
			Unit: units.CountsPerSecond, Stat: true, Thresholds: []float64{0.1, 1},
			Queries: []board.Query{{Expr: `sum(rate(cilium_errors_warnings_total{node=~"$node"}[$__rate_interval]))`}},
		},
	}
}

func ciliumTraffic() []board.Panel {
	return []board.Panel{
		{
			Title: "Forwarded traffic", Description: "Bytes per second, by direction.",
			Unit:    units.BytesPerSecondSI,
			Queries: []board.Query{{Expr: `sum by (direction) (rate(cilium_forward_bytes_total{node=~"$node"}[$__rate_interval]))`, Legend: "{{direction}}"}},
		},
		{
			Title: "Forwarded packets", Description: "Packets per second, by node.",
			Unit:    units.PacketsPerSecond,
			Queries: []board.Query{{Expr: `sum by (node) (rate(cilium_forward_count_total{node=~"$node"}[$__rate_interval]))`, Legend: "{{node}}"}},
		},
		{
			Title: "Dropped packets", Description: "Packets per second by reason. Policy denied is a network policy at work.",
			Unit:    units.PacketsPerSecond,
			Queries: []board.Query{{Expr: `sum by (reason, direction) (rate(cilium_drop_count_total{node=~"$node"}[$__rate_interval]))`, Legend: "{{reason}} {{direction}}"}},
		},
		{
			Title: "Dropped traffic", Description: "Bytes per second by reason.",
			Unit:    units.BytesPerSecondSI,
			Queries: []board.Query{{Expr: `sum by (reason, direction) (rate(cilium_drop_bytes_total{node=~"$node"}[$__rate_interval]))`, Legend: "{{reason}} {{direction}}"}},
		},
	}
}

func ciliumEndpoints() []board.Panel {
	return []board.Panel{
		{
			Title: "Endpoints by state", Description: "Pods that the agents look after. All should be ready.",
			Unit: units.Short, Stacked: true,
			Queries: []board.Query{{Expr: `sum by (endpoint_state) (cilium_endpoint_state{node=~"$node"})`, Legend: "{{endpoint_state}}"}},
		},
		{
			Title: "Regenerations", Description: "Rebuilds of a pod's datapath per second, by outcome.",
			Unit:    units.CountsPerSecond,
			Queries: []board.Query{{Expr: `sum by (outcome) (rate(cilium_endpoint_regenerations_total{node=~"$node"}[$__rate_interval]))`, Legend: "{{outcome}}"}},
		},
		{
			Title: "Policy enforcement", Description: "Pods by the direction in which policies restrict them.",
			Unit: units.Short, Stacked: true,
			Queries: []board.Query{{Expr: `sum by (enforcement) (cilium_policy_endpoint_enforcement_status{node=~"$node"})`, Legend: "{{enforcement}}"}},
		},
		{
			Title: "Policies", Description: "Policies that each agent has loaded; the agents should agree.",
			Unit:    units.Short,
			Queries: []board.Query{{Expr: `max by (node) (cilium_policy{node=~"$node"})`, Legend: "{{node}}"}},
		},
	}
}

func ciliumAgent() []board.Panel {
	return []board.Panel{
		{
			Title: "CPU", Description: "Cores that the agent uses, by node.",
			Unit:    units.Short,
			Queries: []board.Query{{Expr: `sum by (node) (rate(cilium_process_cpu_seconds_total{node=~"$node"}[$__rate_interval]))`, Legend: "{{node}}"}},
		},
		{
			Title: "Memory", Description: "Resident memory of the agent, by node.",
			Unit:    units.BytesIEC,
			Queries: []board.Query{{Expr: `max by (node) (cilium_process_resident_memory_bytes{node=~"$node"})`, Legend: "{{node}}"}},
		},
		{
			Title: "Connection tracking", Description: "Entries alive at the last collection, by protocol.",
			Unit:    units.Short,
			Queries: []board.Query{{Expr: `sum by (family, protocol) (cilium_datapath_conntrack_gc_entries{node=~"$node", status="alive"})`, Legend: "{{family}} {{protocol}}"}},
		},
		{
			Title: "API server latency", Description: "Mean duration of the agent's calls to the Kubernetes API, by method.",
			Unit:    units.Seconds,
			Queries: []board.Query{{Expr: `sum by (method) (rate(cilium_k8s_client_api_latency_time_seconds_sum{node=~"$node"}[$__rate_interval])) / (sum by (method) (rate(cilium_k8s_client_api_latency_time_seconds_count{node=~"$node"}[$__rate_interval])) > 0)`, Legend: "{{method}}"}},
		},
	}
}
