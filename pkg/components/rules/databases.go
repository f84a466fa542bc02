package rules

import (
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
	exporters, endpoints := targets(env)
	return slices.Concat(
		reachability(exporters, endpoints),
		postgresql(),
		valkey(),
		replication(env),
		machines(),
	)
}

// target is what Prometheus scrapes for a database.
type target struct{ job, database string }

// targets are the exporters and the metrics endpoints, one of each for every
// database, by the database's name.
func targets(env platform.Environment) (exporters, endpoints []target) {
	for _, name := range env.DatabaseNames() {
		switch env.Databases[name].Engine {
		case platform.PostgreSQL:
			exporters = append(exporters, target{postgresexporter.ReleaseName(name), name})
		case platform.Valkey:
			exporters = append(exporters, target{redisexporter.ReleaseName(name), name})
		}
		endpoints = append(endpoints, target{manageddatabase.ScrapeConfigName(name), name})
	}
	return exporters, endpoints
}

func reachability(exporters, endpoints []target) []alert {
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

// unscraped is true for each target that fails to answer, and for each that is
// missing altogether, which up alone would not show. Both name the database:
// what absent finds missing has the labels that it was asked for.
func unscraped(targets []target) string {
	var jobs, missing []string
	for _, t := range targets {
		jobs = append(jobs, t.job)
		missing = append(missing, `absent(up{job="`+t.job+`", database_cluster="`+t.database+`"})`)
	}
	up := `min by (job, database_cluster) (up{job=~"` + strings.Join(jobs, "|") + `"}) == 0`
	return strings.Join(append([]string{up}, missing...), " or ")
}
