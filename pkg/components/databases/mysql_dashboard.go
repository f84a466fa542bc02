package databases

import (
	"github.com/grafana/grafana-foundation-sdk/go/units"

	"seamark.dev/seamark/pkg/components/board"
)

// mysqlBoard is the view of the managed MySQL databases that mysqld_exporter
// gives. Rows that InnoDB reads and writes are counted by its handlers: its own
// counters are missing in relatives of MySQL.
func mysqlBoard() board.Board {
	return board.Board{
		Name:        "mysql",
		Title:       "MySQL",
		Description: "The managed MySQL databases, as mysqld_exporter sees them from inside the cluster.",
		Tags:        []string{"database", "mysql"},
		Variables: []board.Variable{
			{Name: "namespace", Label: "Namespace", Metric: `mysql_up`},
			{Name: "database", Label: "Database cluster", Metric: `mysql_up{namespace=~"$namespace"}`, Of: "database_cluster"},
		},
		Links: []string{"overview", "database-logs", "database-machines"},
		Rows: []board.Row{
			{Title: "Overview", Panels: mysqlOverview()},
			{Title: "Load", Panels: mysqlLoad()},
			{Title: "Connections", Panels: mysqlConnections()},
			{Title: "Memory, locks and disk", Panels: mysqlTrouble()},
			{Title: "Standby nodes", Panels: mysqlStandbys()},
		},
	}
}

func mysqlOverview() []board.Panel {
	return []board.Panel{
		{
			Title: "Reachable", Description: "1 if every exporter can log in to its database.",
			Unit: units.Short, Stat: true, Alarm: true, Thresholds: []float64{1},
			Queries: []board.Query{{Expr: `min(mysql_up{database_cluster=~"$database"})`}},
		},
		{
			Title: "Uptime", Description: "Time since the server started; it falls to zero at a failover or an upgrade.",
			Unit: units.Seconds, Stat: true, Alarm: true, Thresholds: []float64{600},
			Queries: []board.Query{{Expr: `min(mysql_global_status_uptime{database_cluster=~"$database"})`}},
		},
		{
			Title: "Connections used", Description: "Share of max_connections in use, of the fullest server.",
			Unit: units.PercentUnit, Stat: true, Thresholds: []float64{0.7, 0.85},
			Queries: []board.Query{{Expr: `max(mysql_global_status_threads_connected{database_cluster=~"$database"} / mysql_global_variables_max_connections{database_cluster=~"$database"})`}},
		},
		{
			Title: "Buffer pool hits", Description: "Share of the page reads that the buffer pool answers. Below 0.99 the server is likely short of memory.",
			Unit: units.PercentUnit, Stat: true, Alarm: true, Thresholds: []float64{0.99},
			Queries: []board.Query{{Expr: `1 - sum(rate(mysql_global_status_innodb_buffer_pool_reads{database_cluster=~"$database"}[$__rate_interval])) / sum(rate(mysql_global_status_innodb_buffer_pool_read_requests{database_cluster=~"$database"}[$__rate_interval]))`}},
		},
		{
			Title: "Slow statements", Description: "Statements per second that took longer than long_query_time.",
			Unit: units.CountsPerSecond, Stat: true, Thresholds: []float64{0.1, 1},
			Queries: []board.Query{{Expr: `sum(rate(mysql_global_status_slow_queries{database_cluster=~"$database"}[$__rate_interval]))`}},
		},
		{
			Title: "Sessions at work", Description: "Sessions that run a statement right now, of all servers.",
			Unit: units.Short, Stat: true, Thresholds: []float64{20, 100},
			Queries: []board.Query{{Expr: `sum(mysql_global_status_threads_running{database_cluster=~"$database"})`}},
		},
	}
}

func mysqlLoad() []board.Panel {
	return []board.Panel{
		{
			Title: "Statements", Description: "Statements per second that clients sent.",
			Unit:    units.CountsPerSecond,
			Queries: []board.Query{{Expr: `sum by (database_cluster) (rate(mysql_global_status_questions{database_cluster=~"$database"}[$__rate_interval]))`, Legend: "{{database_cluster}}"}},
		},
		{
			Title: "Most frequent statements", Description: "The five kinds of statements that are sent most often.",
			Unit:    units.CountsPerSecond,
			Queries: []board.Query{{Expr: `topk(5, sum by (command) (rate(mysql_global_status_commands_total{database_cluster=~"$database"}[$__rate_interval])))`, Legend: "{{command}}"}},
		},
		{
			Title: "Rows read and written", Description: "Rows per second. Far more scanned than found by a key means that an index is missing.",
			Unit: units.CountsPerSecond,
			Queries: []board.Query{
				{Expr: `sum(rate(mysql_global_status_handlers_total{database_cluster=~"$database", handler="read_key"}[$__rate_interval]))`, Legend: "found by key"},
				{Expr: `sum(rate(mysql_global_status_handlers_total{database_cluster=~"$database", handler="read_rnd_next"}[$__rate_interval]))`, Legend: "scanned"},
				{Expr: `sum(rate(mysql_global_status_handlers_total{database_cluster=~"$database", handler=~"write|update|delete"}[$__rate_interval]))`, Legend: "written"},
			},
		},
		{
			Title: "Traffic", Description: "Bytes per second from and to clients.",
			Unit: units.BytesPerSecondSI,
			Queries: []board.Query{
				{Expr: `sum by (database_cluster) (rate(mysql_global_status_bytes_received{database_cluster=~"$database"}[$__rate_interval]))`, Legend: "{{database_cluster}} in"},
				{Expr: `sum by (database_cluster) (rate(mysql_global_status_bytes_sent{database_cluster=~"$database"}[$__rate_interval]))`, Legend: "{{database_cluster}} out"},
			},
		},
	}
}

func mysqlConnections() []board.Panel {
	return []board.Panel{
		{
			Title: "Connections and their limit", Description: "Connections of each server, the most it ever had, and max_connections.",
			Unit: units.Short,
			Queries: []board.Query{
				{Expr: `mysql_global_status_threads_connected{database_cluster=~"$database"}`, Legend: "{{database_cluster}}"},
				{Expr: `mysql_global_status_max_used_connections{database_cluster=~"$database"}`, Legend: "{{database_cluster}} at most"},
				{Expr: `mysql_global_variables_max_connections{database_cluster=~"$database"}`, Legend: "{{database_cluster}} limit"},
			},
		},
		{
			Title: "Sessions by command", Description: "What sessions do; most sleep.",
			Unit: units.Short, Stacked: true,
			Queries: []board.Query{{Expr: `sum by (command) (mysql_info_schema_processlist_threads{database_cluster=~"$database"})`, Legend: "{{command}}"}},
		},
		{
			Title: "Failed connections", Description: "Per second: refused for want of connections, not logged in, and broken off.",
			Unit: units.CountsPerSecond,
			Queries: []board.Query{
				{Expr: `sum by (database_cluster) (rate(mysql_global_status_connection_errors_total{database_cluster=~"$database", error="max_connections"}[$__rate_interval]))`, Legend: "{{database_cluster}} refused"},
				{Expr: `sum by (database_cluster) (rate(mysql_global_status_aborted_connects{database_cluster=~"$database"}[$__rate_interval]))`, Legend: "{{database_cluster}} not logged in"},
				{Expr: `sum by (database_cluster) (rate(mysql_global_status_aborted_clients{database_cluster=~"$database"}[$__rate_interval]))`, Legend: "{{database_cluster}} broken off"},
			},
		},
		{
			Title: "Sessions at work", Description: "Sessions that run a statement at the same time. Many mean that they wait for each other.",
			Unit:    units.Short,
			Queries: []board.Query{{Expr: `mysql_global_status_threads_running{database_cluster=~"$database"}`, Legend: "{{database_cluster}}"}},
		},
	}
}

func mysqlTrouble() []board.Panel {
	return []board.Panel{
		{
			Title: "Buffer pool", Description: "Memory that holds pages, of which some wait to be written, and its size.",
			Unit: units.BytesIEC,
			Queries: []board.Query{
				{Expr: `mysql_global_status_innodb_buffer_pool_bytes_data{database_cluster=~"$database"}`, Legend: "{{database_cluster}} pages"},
				{Expr: `mysql_global_status_innodb_buffer_pool_bytes_dirty{database_cluster=~"$database"}`, Legend: "{{database_cluster}} to be written"},
				{Expr: `mysql_global_variables_innodb_buffer_pool_size{database_cluster=~"$database"}`, Legend: "{{database_cluster}} size"},
			},
		},
		{
			Title: "Waits for rows", Description: "Statements per second that had to wait for a row that another one has locked.",
			Unit:    units.CountsPerSecond,
			Queries: []board.Query{{Expr: `sum by (database_cluster) (rate(mysql_global_status_innodb_row_lock_waits{database_cluster=~"$database"}[$__rate_interval]))`, Legend: "{{database_cluster}}"}},
		},
		{
			Title: "Temporary tables on disk", Description: "Per second, that sorts and joins spill because they are too large for memory.",
			Unit:    units.CountsPerSecond,
			Queries: []board.Query{{Expr: `sum by (database_cluster) (rate(mysql_global_status_created_tmp_disk_tables{database_cluster=~"$database"}[$__rate_interval]))`, Legend: "{{database_cluster}}"}},
		},
		{
			Title: "Disk traffic", Description: "Bytes per second that InnoDB reads and writes.",
			Unit: units.BytesPerSecondSI,
			Queries: []board.Query{
				{Expr: `sum by (database_cluster) (rate(mysql_global_status_innodb_data_read{database_cluster=~"$database"}[$__rate_interval]))`, Legend: "{{database_cluster}} read"},
				{Expr: `sum by (database_cluster) (rate(mysql_global_status_innodb_data_written{database_cluster=~"$database"}[$__rate_interval]))`, Legend: "{{database_cluster}} written"},
			},
		},
	}
}

func mysqlStandbys() []board.Panel {
	return []board.Panel{
		{
			Title: "Standby nodes", Description: "Nodes that read the primary's log. A database of one node has none. How far they are behind the primary cannot tell.",
			Unit:    units.Short,
			Queries: []board.Query{{Expr: `sum by (database_cluster) (mysql_info_schema_processlist_threads{database_cluster=~"$database", command=~"binlog_dump.*"})`, Legend: "{{database_cluster}}"}},
		},
	}
}
