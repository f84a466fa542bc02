package rules

import (
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/components/alert"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/platform"
)

// databaseAlerts are the alerts on the managed databases. Their metrics come two
// ways: from an exporter that logs in, and from the endpoint of the machine,
// so that one way can tell of the other's silence.
func databaseAlerts(engines databases.Table, env platform.Environment, present declare.Present) []alert.Alert {
	if len(env.Databases) == 0 {
		return nil
	}
	watched := engines.Watched(env, present)
	alerts := reachability(env, watched, engines.AnExporter(env))
	for _, e := range watched {
		alerts = append(alerts, e.Alerts...)
	}
	alerts = slices.Concat(alerts, replication(env, watched), machines())
	return alert.Watching(alerts, "manageddatabase")
}

// target is what Prometheus scrapes for a database.
type target struct{ job, database string }

// targets are the exporters of the engines that are watched, and the metrics
// endpoints, one for every database, by the database's name.
func targets(env platform.Environment, watched databases.Table) (exporters, endpoints []target) {
	for _, name := range env.DatabaseNames() {
		for _, e := range watched {
			if e.Name() == env.Databases[name].Engine {
				exporters = append(exporters, target{e.Facts.ExporterRelease(name), name})
			}
		}
		endpoints = append(endpoints, target{manageddatabase.ScrapeConfigName(name), name})
	}
	return exporters, endpoints
}

// databaseDown, like two alerts on logs, asks which databases are up.
const databaseDown = "DatabaseDown"

// up are the metrics that tell of each database whether its exporter can log in,
// each with what follows its name: matchers, or a comparison.
func up(watched databases.Table, follows string) string {
	var metrics []string
	for _, e := range watched {
		metrics = append(metrics, e.Exporter.Up+follows)
	}
	return strings.Join(metrics, " or ")
}

func reachability(env platform.Environment, watched databases.Table, exporter string) []alert.Alert {
	exporters, endpoints := targets(env, watched)
	return []alert.Alert{
		{
			Name:        databaseDown,
			Watches:     []string{exporter},
			Severity:    alert.Critical,
			Expr:        up(watched, " == 0"),
			For:         "2m",
			Summary:     "The database {{ $labels.database_cluster }} cannot be reached",
			Description: "The exporter {{ $labels.job }} runs but cannot log in to its database. Whoever uses the database most likely cannot either.",
		},
		{
			Name:        "DatabaseExporterDown",
			Watches:     []string{exporter},
			Severity:    alert.Warning,
			Expr:        unscraped(exporters),
			For:         "10m",
			Summary:     "The exporter {{ $labels.job }} gives no metrics",
			Description: "Prometheus cannot scrape {{ $labels.job }}, or does not know of it. Nothing watches what goes on inside its database.",
		},
		{
			Name:        "DatabaseMetricsEndpointDown",
			Severity:    alert.Warning,
			Expr:        unscraped(endpoints),
			For:         "10m",
			Summary:     "The metrics endpoint {{ $labels.job }} gives no metrics",
			Description: "Prometheus cannot scrape the metrics endpoint of the managed database ({{ $labels.job }}), or does not know of it. CPU, memory and disk of the database go unwatched.",
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
