package platform

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// DatabaseFacts are what the configuration knows of an engine: a row of the
// table of engines. What the components know of it is in
// pkg/components/databases.
type DatabaseFacts struct {
	// Engine is what DigitalOcean's API calls it.
	Engine DatabaseEngine
	// Title is what people call it.
	Title string
	// Versions are the major versions in which a database can be made, the
	// oldest first.
	Versions []string
	// Withdrawn are major versions in which none can be made any more, or could
	// never be, each with the reason.
	Withdrawn map[string]string
	// Version is the major version of a database that names none.
	Version string
	// Families begin the slugs of the sizes that the engine is offered in.
	Families []string
	// Exporter begins the name of the Helm release that exports the metrics of
	// a database, before the database's name.
	Exporter string
}

// DatabaseEngines is the table of engines, a new one at each call. A new engine
// is a row here, a row in pkg/components/databases, and what the tests of both
// ask for.
//
// Versions and sizes are those of GET /v2/databases/options, with the ends of
// availability of its version_availability, as of November 2026.
func DatabaseEngines() []DatabaseFacts {
	const ended = "DigitalOcean has made none since "
	return []DatabaseFacts{
		{
			Engine:   PostgreSQL,
			Title:    "PostgreSQL",
			Versions: []string{"15", "16", "17"},
			Version:  "17",
			Withdrawn: map[string]string{
				"13": ended + "May 2025",
				"14": ended + "May 2026",
				"18": "DigitalOcean offers it for its advanced databases only, which are of another kind",
			},
			Families: []string{"db-s", "db-amd", "db-intel", "gd", "so1_5"},
			Exporter: "postgres-exporter",
		},
		{
			Engine:   Valkey,
			Title:    "Valkey",
			Versions: []string{"8"},
			Version:  "8",
			Families: []string{"db-s", "m"},
			Exporter: "redis-exporter",
		},
		{
			Engine:   MySQL,
			Title:    "MySQL",
			Versions: []string{"8"},
			Version:  "8",
			Families: []string{"db-s", "db-amd", "db-intel", "gd", "so1_5"},
			Exporter: "mysql-exporter",
		},
	}
}

// Facts are the engine's row of the table; false if there is none.
func (e DatabaseEngine) Facts() (DatabaseFacts, bool) {
	table := DatabaseEngines()
	at := slices.IndexFunc(table, func(f DatabaseFacts) bool { return f.Engine == e })
	if at < 0 {
		return DatabaseFacts{}, false
	}
	return table[at], true
}

// ExporterRelease is the Helm release that exports the metrics of the database
// of this name: postgres-exporter-NAME. It is empty for an unknown engine.
func (e DatabaseEngine) ExporterRelease(database string) string {
	facts, known := e.Facts()
	if !known {
		return ""
	}
	return facts.Exporter + "-" + database
}

// Named is the engine with what people call it, where that differs: pg
// (PostgreSQL).
func (f DatabaseFacts) Named() string {
	if strings.EqualFold(string(f.Engine), f.Title) {
		return string(f.Engine)
	}
	return fmt.Sprintf("%s (%s)", f.Engine, f.Title)
}

// DatabaseNames are the names of the environment's databases, sorted.
func (e Environment) DatabaseNames() []string {
	return slices.Sorted(maps.Keys(e.Databases))
}

// databaseEngineNames are the names of the engines, in the order of the table.
func databaseEngineNames() []string {
	var names []string
	for _, f := range DatabaseEngines() {
		names = append(names, string(f.Engine))
	}
	return names
}
