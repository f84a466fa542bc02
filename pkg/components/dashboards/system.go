package dashboards

import "github.com/grafana/grafana-foundation-sdk/go/units"

// system is the view of the machines: the nodes of the cluster, which
// node_exporter measures, and those of the managed databases, which bring a
// Telegraf that serves its metrics on port 9273.
func system() board {
	return board{
		name:        "system",
		title:       "Machines",
		description: "CPU, memory, disk and network of the cluster's nodes and of the managed databases' machines.",
		tags:        []string{"system", "node", "database"},
		variables: []variable{
			{name: "instance", label: "Node", metric: `node_load1`},
			{name: "database", label: "Database cluster", metric: `system_uptime`, of: "database_cluster"},
		},
		rows: []row{
			{"Nodes", systemNodes()},
			{"Managed databases", systemDatabases()},
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

func systemDatabases() []panel {
	return []panel{
		{
			title: "CPU of database machines", description: "Percent of all cores that is busy, and that waits for the disk.",
			unit: units.Percent,
			queries: []query{
				{`100 - cpu_usage_idle{database_cluster=~"$database", cpu="cpu-total"}`, "{{database_cluster}} {{host}} busy"},
				{`cpu_usage_iowait{database_cluster=~"$database", cpu="cpu-total"}`, "{{database_cluster}} {{host}} waiting"},
			},
		},
		{
			title: "Memory of database machines", description: "Percent in use.",
			unit:    units.Percent,
			queries: []query{{`mem_used_percent{database_cluster=~"$database"}`, "{{database_cluster}} {{host}}"}},
		},
		{
			title: "Disk of database machines", description: "Percent in use, by mount point. A full disk makes a database read-only.",
			unit:    units.Percent,
			queries: []query{{`max by (database_cluster, host, path) (disk_used_percent{database_cluster=~"$database"})`, "{{database_cluster}} {{host}} {{path}}"}},
		},
		{
			title: "Load of database machines", description: "Processes that run or wait, for each core.",
			unit:    units.Short,
			queries: []query{{`system_load1{database_cluster=~"$database"} / system_n_cpus{database_cluster=~"$database"}`, "{{database_cluster}} {{host}}"}},
		},
		{
			title: "Disk traffic of database machines", description: "Bytes per second; device-mapper names are left out, for they would count the same bytes twice.",
			unit: units.BytesPerSecondSI,
			queries: []query{
				{`sum by (database_cluster, host) (rate(diskio_read_bytes{database_cluster=~"$database", name!~"dm-.+"}[$__rate_interval]))`, "{{database_cluster}} {{host}} read"},
				{`sum by (database_cluster, host) (rate(diskio_write_bytes{database_cluster=~"$database", name!~"dm-.+"}[$__rate_interval]))`, "{{database_cluster}} {{host}} written"},
			},
		},
		{
			title: "Network traffic of database machines", description: "Bytes per second.",
			unit: units.BytesPerSecondSI,
			queries: []query{
				{`sum by (database_cluster, host) (rate(net_bytes_recv{database_cluster=~"$database", interface!="lo"}[$__rate_interval]))`, "{{database_cluster}} {{host}} received"},
				{`sum by (database_cluster, host) (rate(net_bytes_sent{database_cluster=~"$database", interface!="lo"}[$__rate_interval]))`, "{{database_cluster}} {{host}} sent"},
			},
		},
	}
}
