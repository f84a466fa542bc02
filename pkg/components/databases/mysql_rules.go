package databases

import "seamark.dev/seamark/pkg/components/alert"

func mysqlAlerts() []alert.Alert {
	return []alert.Alert{
		{
			Name:        "MySQLConnectionsNearLimit",
			Severity:    alert.Warning,
			Expr:        `mysql_global_status_threads_connected / mysql_global_variables_max_connections > 0.8`,
			For:         "10m",
			Summary:     "The database {{ $labels.database_cluster }} runs out of connections",
			Description: "{{ $value | humanizePercentage }} of max_connections are in use. New clients are soon refused.",
		},
		{
			Name:        "MySQLRefusingConnections",
			Severity:    alert.Critical,
			Expr:        `increase(mysql_global_status_connection_errors_total{error="max_connections"}[5m]) > 0`,
			For:         "2m",
			Summary:     "The database {{ $labels.database_cluster }} refuses clients",
			Description: "{{ $value | humanize }} connections were refused within 5 minutes because max_connections was reached.",
		},
		{
			Name:     "MySQLLocksHeld",
			Severity: alert.Warning,
			// Milliseconds of waiting for each second: 1000 are one session that
			// waits all the time.
			Expr:        `rate(mysql_global_status_innodb_row_lock_time[15m]) > 1000`,
			For:         "15m",
			Summary:     "Statements of the database {{ $labels.database_cluster }} wait for each other",
			Description: "Within each second, statements wait {{ $value | humanize }} ms for rows that others have locked. A transaction is likely left open.",
		},
		{
			Name:        "MySQLSlowStatements",
			Severity:    alert.Warning,
			Expr:        `rate(mysql_global_status_slow_queries[15m]) / (rate(mysql_global_status_questions[15m]) > 1) > 0.1`,
			For:         "30m",
			Summary:     "The database {{ $labels.database_cluster }} is slow",
			Description: "{{ $value | humanizePercentage }} of the statements take longer than long_query_time. An index is missing, or the size is too small.",
		},
		{
			Name:     "MySQLBufferPoolExhausted",
			Severity: alert.Warning,
			// It counts statements that had to wait until a page was written.
			Expr:        `increase(mysql_global_status_innodb_buffer_pool_wait_free[15m]) > 0`,
			For:         "15m",
			Summary:     "The database {{ $labels.database_cluster }} runs out of memory for its pages",
			Description: "{{ $value | humanize }} times within 15 minutes a statement waited for a free page of the buffer pool. It writes more than the size allows.",
		},
	}
}
