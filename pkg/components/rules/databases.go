package rules

import (
	"maps"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/components/postgresexporter"
	"seamark.dev/seamark/pkg/components/redisexporter"
	"seamark.dev/seamark/pkg/platform"
)

// databases are the alerts on the managed databases. Their metrics come two
// ways: from an exporter that logs in, and from the endpoint of the machine,
// so that one way can tell of the other's silence.
func databases(env platform.Environment) []alert {
	exporters, endpoints := jobs(env)
	return slices.Concat(
		reachability(exporters, endpoints),
		postgresql(),
		valkey(),
		machines(),
	)
}

// jobs are the job labels of the exporters and of the metrics endpoints, one of
// each for every database, by name.
func jobs(env platform.Environment) (exporters, endpoints []string) {
	for _, name := range slices.Sorted(maps.Keys(env.Databases)) {
		switch env.Databases[name].Engine {
		case platform.PostgreSQL:
			exporters = append(exporters, postgresexporter.ReleaseName(name))
		case platform.Valkey:
			exporters = append(exporters, redisexporter.ReleaseName(name))
		}
		endpoints = append(endpoints, manageddatabase.ScrapeConfigName(name))
	}
	return exporters, endpoints
}

func reachability(exporters, endpoints []string) []alert {
	return []alert{
		{
			name:        "DatabaseDown",
			severity:    critical,
			expr:        `pg_up == 0 or redis_up == 0`,
			duration:    "2m",
			summary:     "The database {{ $labels.database_cluster }} cannot be reached",
			description: "The exporter {{ $labels.job }} runs but cannot log in to its database. Whoever uses the database most likely cannot either.",
		},
		{
			name:        "DatabaseExporterDown",
			severity:    warning,
			expr:        unscraped(exporters),
			duration:    "10m",
			summary:     "The exporter {{ $labels.job }} gives no metrics",
			description: "Prometheus cannot scrape {{ $labels.job }}, or does not know of it. Nothing watches what goes on inside its database.",
		},
		{
			name:        "DatabaseMetricsEndpointDown",
			severity:    warning,
			expr:        unscraped(endpoints),
			duration:    "10m",
			summary:     "The metrics endpoint {{ $labels.job }} gives no metrics",
			description: "Prometheus cannot scrape the metrics endpoint of the managed database ({{ $labels.job }}), or does not know of it. CPU, memory and disk of the database go unwatched.",
		},
	}
}

// unscraped is true for each job that fails to answer, and for each that is
// missing altogether, which up alone would not show.
func unscraped(jobs []string) string {
	terms := []string{`up{job=~"` + strings.Join(jobs, "|") + `"} == 0`}
	for _, job := range jobs {
		terms = append(terms, `absent(up{job="`+job+`"})`)
	}
	return strings.Join(terms, " or ")
}

func postgresql() []alert {
	return []alert{{
		name:        "PostgreSQLConnectionsNearLimit",
		severity:    warning,
		expr:        `sum by (database_cluster) (pg_stat_database_numbackends) / max by (database_cluster) (pg_settings_max_connections) > 0.8`,
		duration:    "10m",
		summary:     "The database {{ $labels.database_cluster }} runs out of connections",
		description: "{{ $value | humanizePercentage }} of max_connections are in use; some of the rest are reserved. New clients are soon refused.",
	}}
}

func valkey() []alert {
	return []alert{
		{
			name:     "ValkeyConnectionsNearLimit",
			severity: warning,
			// From INFO; the same number from CONFIG GET is not to be had
			// from a managed database.
			expr:        `redis_connected_clients / redis_max_clients > 0.8`,
			duration:    "10m",
			summary:     "The database {{ $labels.database_cluster }} runs out of connections",
			description: "{{ $value | humanizePercentage }} of maxclients are connected. New clients are soon refused.",
		},
		{
			name:     "ValkeyMemoryNearLimit",
			severity: warning,
			// A maximum of 0 means none.
			expr:        `redis_memory_used_bytes / (redis_memory_max_bytes > 0) > 0.9`,
			duration:    "10m",
			summary:     "The database {{ $labels.database_cluster }} runs out of memory",
			description: "{{ $value | humanizePercentage }} of maxmemory are in use. At the limit keys are evicted or writes refused, whichever its policy says.",
		},
		{
			name:        "ValkeyEvictingKeys",
			severity:    warning,
			expr:        `increase(redis_evicted_keys_total[15m]) > 0`,
			duration:    "15m",
			summary:     "The database {{ $labels.database_cluster }} throws keys away",
			description: "For want of memory {{ $value | humanize }} keys were evicted within 15 minutes. In the demo these are shopping carts.",
		},
	}
}

func machines() []alert {
	return []alert{{
		name:     "DatabaseDiskNearlyFull",
		severity: critical,
		// The machine's endpoint names it host. Read-only images are always
		// full.
		expr:        `max by (database_cluster, host) (disk_used_percent{fstype!~"squashfs|iso9660"}) > 85`,
		duration:    "15m",
		summary:     "The disk of the database {{ $labels.database_cluster }} is nearly full",
		description: "{{ $value | humanize }} % of the fullest disk of {{ $labels.host }} are in use. A managed database that fills its disk becomes read-only.",
	}}
}
