package dashboards

import "github.com/grafana/grafana-foundation-sdk/go/units"

// databaseMachines is the view of the machines below the managed databases,
// which bring a Telegraf that serves its metrics on port 9273. Its names are
// known from documentation only.
func databaseMachines() board {
	return board{
		name:        "database-machines",
		title:       "Database machines",
		description: "CPU, memory, disk and network of the managed databases' machines, as their own metrics endpoints tell.",
		tags:        []string{"system", "database"},
		variables: []variable{
			{name: "environment", label: "Environment", metric: `system_uptime`},
			{name: "database", label: "Database cluster", metric: `system_uptime{environment=~"$environment"}`, of: "database_cluster"},
		},
		links: []string{"overview", "postgresql", "valkey", "database-logs"},
		rows: []row{
			{"Now", machineNumbers()},
			{"Over time", machinePanels()},
		},
	}
}

// ofMachine are the matchers that the variables make.
const ofMachine = `environment=~"$environment", database_cluster=~"$database"`

func machineNumbers() []panel {
	return []panel{
		{
			title: "Endpoints", description: "Metrics endpoints that answer.",
			unit: units.Short, stat: true, alarm: true, thresholds: []float64{1},
			queries: []query{{`count(system_uptime{` + ofMachine + `})`, ""}},
		},
		{
			title: "Busiest CPU", description: "Percent of all cores that is busy, on the busiest machine.",
			unit: units.Percent, stat: true, thresholds: []float64{75, 90},
			queries: []query{{`max(100 - cpu_usage_idle{` + ofMachine + `, cpu="cpu-total"})`, ""}},
		},
		{
			title: "Fullest memory", description: "Percent in use, on the machine that has the least left.",
			unit: units.Percent, stat: true, thresholds: []float64{80, 95},
			queries: []query{{`max(mem_used_percent{` + ofMachine + `})`, ""}},
		},
		{
			title: "Fullest disk", description: "Percent in use of the fullest disk of any machine. Read-only images, which are always full, do not count.",
			unit: units.Percent, stat: true, thresholds: []float64{70, 85},
			queries: []query{{`max(disk_used_percent{` + ofMachine + `, fstype!~"squashfs|iso9660"})`, ""}},
		},
		{
			title: "Load", description: "Processes that run or wait, for each core, on the busiest machine.",
			unit: units.Short, stat: true, thresholds: []float64{1, 2},
			queries: []query{{`max(system_load1{` + ofMachine + `} / system_n_cpus{` + ofMachine + `})`, ""}},
		},
		{
			title: "Swap", description: "Bytes that were moved out of memory.",
			unit: units.BytesIEC, stat: true, thresholds: []float64{128 << 20, 512 << 20},
			queries: []query{{`max(swap_used{` + ofMachine + `})`, ""}},
		},
	}
}

func machinePanels() []panel {
	return []panel{
		{
			title: "CPU", description: "Percent of all cores that is busy, and that waits for the disk.",
			unit: units.Percent,
			queries: []query{
				{`100 - cpu_usage_idle{environment=~"$environment", database_cluster=~"$database", cpu="cpu-total"}`, "{{database_cluster}} {{host}} busy"},
				{`cpu_usage_iowait{environment=~"$environment", database_cluster=~"$database", cpu="cpu-total"}`, "{{database_cluster}} {{host}} waiting"},
			},
		},
		{
			title: "Memory", description: "Percent in use. What the system caches does not count as used.",
			unit: units.Percent, thresholds: []float64{80, 95},
			queries: []query{{`mem_used_percent{environment=~"$environment", database_cluster=~"$database"}`, "{{database_cluster}} {{host}}"}},
		},
		{
			title: "Disk", description: "Percent in use, by mount point. A full disk makes a database read-only.",
			unit: units.Percent, thresholds: []float64{70, 85},
			queries: []query{{`max by (database_cluster, host, path) (disk_used_percent{environment=~"$environment", database_cluster=~"$database"})`, "{{database_cluster}} {{host}} {{path}}"}},
		},
		{
			title: "Load", description: "Processes that run or wait, for each core.",
			unit:    units.Short,
			queries: []query{{`system_load1{environment=~"$environment", database_cluster=~"$database"} / system_n_cpus{environment=~"$environment", database_cluster=~"$database"}`, "{{database_cluster}} {{host}}"}},
		},
		{
			title: "Disk traffic", description: "Bytes per second; device-mapper names are left out, for they would count the same bytes twice.",
			unit: units.BytesPerSecondSI,
			queries: []query{
				{`sum by (database_cluster, host) (rate(diskio_read_bytes{environment=~"$environment", database_cluster=~"$database", name!~"dm-.+"}[$__rate_interval]))`, "{{database_cluster}} {{host}} read"},
				{`sum by (database_cluster, host) (rate(diskio_write_bytes{environment=~"$environment", database_cluster=~"$database", name!~"dm-.+"}[$__rate_interval]))`, "{{database_cluster}} {{host}} written"},
			},
		},
		{
			title: "Network traffic", description: "Bytes per second.",
			unit: units.BytesPerSecondSI,
			queries: []query{
				{`sum by (database_cluster, host) (rate(net_bytes_recv{environment=~"$environment", database_cluster=~"$database", interface!="lo"}[$__rate_interval]))`, "{{database_cluster}} {{host}} received"},
				{`sum by (database_cluster, host) (rate(net_bytes_sent{environment=~"$environment", database_cluster=~"$database", interface!="lo"}[$__rate_interval]))`, "{{database_cluster}} {{host}} sent"},
			},
		},
	}
}
