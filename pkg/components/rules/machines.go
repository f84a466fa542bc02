package rules

import (
	"strconv"
	"strings"

	"seamark.dev/seamark/pkg/components/alert"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/platform"
)

func machines() []alert.Alert {
	return []alert.Alert{{
		Name:     "DatabaseDiskNearlyFull",
		Severity: alert.Critical,
		// The machine's endpoint names it host. Read-only images are always
		// full.
		Expr:        `max by (database_cluster, host) (disk_used_percent{fstype!~"squashfs|iso9660"}) > 85`,
		For:         "15m",
		Summary:     "The disk of the database {{ $labels.database_cluster }} is nearly full",
		Description: "{{ $value | humanize }} % of the fullest disk of {{ $labels.host }} are in use. A managed database that fills its disk becomes read-only.",
	}, {
		Name:     "DatabaseDiskFilling",
		Severity: alert.Warning,
		// Straight on from the last six hours, and already half full.
		Expr: `max by (database_cluster, host) (predict_linear(disk_used_percent{fstype!~"squashfs|iso9660"}[6h], 4 * 24 * 3600)) > 100 ` +
			`and max by (database_cluster, host) (disk_used_percent{fstype!~"squashfs|iso9660"}) > 50`,
		For:         "1h",
		Summary:     "The disk of the database {{ $labels.database_cluster }} fills up within four days",
		Description: "If it goes on as in the last six hours, {{ $labels.host }} is at {{ $value | humanize }} % in four days.",
	}, {
		Name:        "DatabaseMemoryNearlyExhausted",
		Severity:    alert.Warning,
		Expr:        `max by (database_cluster, host) (mem_used_percent) > 95`,
		For:         "30m",
		Summary:     "The machine of the database {{ $labels.database_cluster }} runs out of memory",
		Description: "{{ $value | humanize }} % of the memory of {{ $labels.host }} are in use. When nothing is left, the database is killed.",
	}}
}

// replication are the alerts on standby nodes, for databases that have some.
func replication(env platform.Environment, watched []databases.Engine) []alert.Alert {
	var alerts []alert.Alert
	for _, e := range watched {
		alerts = append(alerts, e.Replication...)
	}
	if expr := missingStandbys(env, watched); expr != "" {
		alerts = append(alerts, alert.Alert{
			Name:        standbyMissing,
			Severity:    alert.Warning,
			Expr:        expr,
			For:         "30m",
			Summary:     "The database {{ $labels.database_cluster }} lacks a standby",
			Description: "Only {{ $value }} of its standby nodes follow the primary. Another failure would interrupt the database.",
		})
	}
	return alerts
}

const standbyMissing = "DatabaseStandbyMissing"

// of are the matchers of a database.
func of(database string) string { return `{database_cluster="` + database + `"}` }

// missingStandbys is true for each database with fewer connected standby nodes
// than it has according to the configuration; empty if none has any.
func missingStandbys(env platform.Environment, watched []databases.Engine) string {
	var missing []string
	for _, name := range env.DatabaseNames() {
		db := env.Databases[name]
		if db.Nodes < 2 {
			continue
		}
		for _, e := range watched {
			if e.Name() == db.Engine {
				standbys := e.Exporter.Standbys(of(name))
				missing = append(missing, standbys+" < "+strconv.Itoa(db.Nodes-1))
			}
		}
	}
	return strings.Join(missing, " or ")
}
