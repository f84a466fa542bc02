package dashboards

import (
	"slices"

	"github.com/grafana/grafana-foundation-sdk/go/units"

	"seamark.dev/seamark/pkg/components/board"
	"seamark.dev/seamark/pkg/components/databases"
)

// databaseMachines is the view of the machines below the managed databases,
// which bring a Telegraf that serves its metrics on port 9273. Its names are
// known from documentation only.
func databaseMachines(engines []databases.Engine) board.Board {
	return board.Board{
		Name:        "database-machines",
		Title:       "Database machines",
		Description: "CPU, memory, disk and network of the managed databases' machines, as their own metrics endpoints tell.",
		Tags:        []string{"system", "database"},
		Variables: []board.Variable{
			{Name: "environment", Label: "Environment", Metric: `system_uptime`},
			{Name: "database", Label: "Database cluster", Metric: `system_uptime{environment=~"$environment"}`, Of: "database_cluster"},
		},
		Links:   slices.Concat([]string{"overview"}, names(engines), []string{"database-logs"}),
		Watches: []string{"manageddatabase"},
		Rows: []board.Row{
			{Title: "Now", Panels: machineNumbers()},
			{Title: "Over time", Panels: machinePanels()},
		},
	}
}

// ofMachine are the matchers that the variables make.
const ofMachine = `environment=~"$environment", database_cluster=~"$database"`

func machineNumbers() []board.Panel {
	return []board.Panel{
		{
			Title: "Endpoints", Description: "Metrics endpoints that answer.",
			Unit: units.Short, Stat: true, Alarm: true, Thresholds: []float64{1},
			Queries: []board.Query{{Expr: `count(system_uptime{` + ofMachine + `})`}},
		},
		{
			Title: "Busiest CPU", Description: "Percent of all cores that is busy, on the busiest machine.",
			Unit: units.Percent, Stat: true, Thresholds: []float64{75, 90},
			Queries: []board.Query{{Expr: `max(100 - cpu_usage_idle{` + ofMachine + `, cpu="cpu-total"})`}},
		},
		{
			Title: "Fullest memory", Description: "Percent in use, on the machine that has the least left.",
			Unit: units.Percent, Stat: true, Thresholds: []float64{80, 95},
			Queries: []board.Query{{Expr: `max(mem_used_percent{` + ofMachine + `})`}},
		},
		{
			Title: "Fullest disk", Description: "Percent in use of the fullest disk of any machine. Read-only images, which are always full, do not count.",
			Unit: units.Percent, Stat: true, Thresholds: []float64{70, 85},
			Queries: []board.Query{{Expr: `max(disk_used_percent{` + ofMachine + `, fstype!~"squashfs|iso9660"})`}},
		},
		{
			Title: "Load", Description: "Processes that run or wait, for each core, on the busiest machine.",
			Unit: units.Short, Stat: true, Thresholds: []float64{1, 2},
			Queries: []board.Query{{Expr: `max(system_load1{` + ofMachine + `} / system_n_cpus{` + ofMachine + `})`}},
		},
		{
			Title: "Swap", Description: "Bytes that were moved out of memory.",
			Unit: units.BytesIEC, Stat: true, Thresholds: []float64{128 << 20, 512 << 20},
			Queries: []board.Query{{Expr: `max(swap_used{` + ofMachine + `})`}},
		},
	}
}

func machinePanels() []board.Panel {
	return []board.Panel{
		{
			Title: "CPU", Description: "Percent of all cores that is busy, and that waits for the disk.",
			Unit: units.Percent,
			Queries: []board.Query{
				{Expr: `100 - cpu_usage_idle{environment=~"$environment", database_cluster=~"$database", cpu="cpu-total"}`, Legend: "{{database_cluster}} {{host}} busy"},
				{Expr: `cpu_usage_iowait{environment=~"$environment", database_cluster=~"$database", cpu="cpu-total"}`, Legend: "{{database_cluster}} {{host}} waiting"},
			},
		},
		{
			Title: "Memory", Description: "Percent in use. What the system caches does not count as used.",
			Unit: units.Percent, Thresholds: []float64{80, 95},
			Queries: []board.Query{{Expr: `mem_used_percent{environment=~"$environment", database_cluster=~"$database"}`, Legend: "{{database_cluster}} {{host}}"}},
		},
		{
			Title: "Disk", Description: "Percent in use, by mount point. A full disk makes a database read-only.",
			Unit: units.Percent, Thresholds: []float64{70, 85},
			Queries: []board.Query{{Expr: `max by (database_cluster, host, path) (disk_used_percent{environment=~"$environment", database_cluster=~"$database"})`, Legend: "{{database_cluster}} {{host}} {{path}}"}},
		},
		{
			Title: "Load", Description: "Processes that run or wait, for each core.",
			Unit:    units.Short,
			Queries: []board.Query{{Expr: `system_load1{environment=~"$environment", database_cluster=~"$database"} / system_n_cpus{environment=~"$environment", database_cluster=~"$database"}`, Legend: "{{database_cluster}} {{host}}"}},
		},
		{
			Title: "Disk traffic", Description: "Bytes per second; device-mapper names are left out, for they would count the same bytes twice.",
			Unit: units.BytesPerSecondSI,
			Queries: []board.Query{
				{Expr: `sum by (database_cluster, host) (rate(diskio_read_bytes{environment=~"$environment", database_cluster=~"$database", name!~"dm-.+"}[$__rate_interval]))`, Legend: "{{database_cluster}} {{host}} read"},
				{Expr: `sum by (database_cluster, host) (rate(diskio_write_bytes{environment=~"$environment", database_cluster=~"$database", name!~"dm-.+"}[$__rate_interval]))`, Legend: "{{database_cluster}} {{host}} written"},
			},
		},
		{
			Title: "Network traffic", Description: "Bytes per second.",
			Unit: units.BytesPerSecondSI,
			Queries: []board.Query{
				{Expr: `sum by (database_cluster, host) (rate(net_bytes_recv{environment=~"$environment", database_cluster=~"$database", interface!="lo"}[$__rate_interval]))`, Legend: "{{database_cluster}} {{host}} received"},
				{Expr: `sum by (database_cluster, host) (rate(net_bytes_sent{environment=~"$environment", database_cluster=~"$database", interface!="lo"}[$__rate_interval]))`, Legend: "{{database_cluster}} {{host}} sent"},
			},
		},
	}
}
