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
	// Storage tells that the size of its disks can be chosen, Evicts that it can
	// drop keys when its memory is full.
	Storage, Evicts bool
	// Databases are the logical databases that can be made in one, Users the users;
	// nil if the API makes none. Pools tells that it has connection pools.
	Databases, Users *Names
	Pools            bool
	// AuthPlugins are the ways in which its users can log in, where there is a
	// choice.
	AuthPlugins []string
	// Settings are the settings that can be chosen, and those that cannot, with the
	// reason.
	Settings []Setting
	// Exporter is the component that exports the metrics of its databases. It
	// begins the name of the Helm release of each, before the database's name.
	Exporter string
}

// Names are what an engine lets its logical databases, or its users, be called.
type Names struct {
	// Default is the one that is always there.
	Default string
	// Longest is the number of characters that a name may have.
	Longest int
	// Reserved are the names that are the engine's own, or DigitalOcean's; one that
	// ends in * is the beginning of many.
	Reserved []string
}

// DatabaseTable is a table of engines: those that a configuration may name. Its
// methods are Load, Complete, Validate and Schema for these engines.
type DatabaseTable []DatabaseFacts

// DatabaseEngines is the standard table, a new one at each call. A new engine is
// a row here, a row in pkg/components/databases, and what the tests of both ask
// for. One from outside brings its facts in its row there.
//
// Versions and sizes are those of GET /v2/databases/options, with the ends of
// availability of its version_availability, as of November 2026.
func DatabaseEngines() DatabaseTable {
	const ended = "DigitalOcean has made none since "
	return DatabaseTable{
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
			Storage:  true,
			Databases: &Names{
				Default: defaultDatabase, Longest: 63,
				Reserved: []string{defaultDatabase, "_dodb", "postgres", "template0", "template1"},
			},
			Users: &Names{
				Default: administrator, Longest: 63,
				Reserved: []string{administrator, "_dodb", "postgres", "pg_*", "public", "none", "replicator"},
			},
			Pools:    true,
			Settings: postgreSQLSettings(),
			Exporter: "postgres-exporter",
		},
		{
			Engine:   Valkey,
			Title:    "Valkey",
			Versions: []string{"8"},
			Version:  "8",
			Families: []string{"db-s", "m"},
			Evicts:   true,
			Settings: valkeySettings(),
			Exporter: "redis-exporter",
		},
		{
			Engine:   MySQL,
			Title:    "MySQL",
			Versions: []string{"8"},
			Version:  "8",
			Families: []string{"db-s", "db-amd", "db-intel", "gd", "so1_5"},
			Storage:  true,
			Databases: &Names{
				Default: defaultDatabase, Longest: 64,
				Reserved: []string{defaultDatabase, "information_schema", "mysql", "performance_schema", "sys"},
			},
			Users: &Names{
				Default: administrator, Longest: 32,
				Reserved: []string{administrator, "root", "mysql"},
			},
			AuthPlugins: []string{"caching_sha2_password", "mysql_native_password"},
			Settings:    mySQLSettings(),
			Exporter:    "mysql-exporter",
		},
	}
}

// What DigitalOcean makes with every database that has users and logical
// databases.
const (
	defaultDatabase = "defaultdb"
	administrator   = "doadmin"
)

// WithDatabases are the engines that have logical databases.
func (t DatabaseTable) WithDatabases() DatabaseTable {
	return t.with(func(f DatabaseFacts) bool { return f.Databases != nil })
}

// WithUsers are the engines that have users.
func (t DatabaseTable) WithUsers() DatabaseTable {
	return t.with(func(f DatabaseFacts) bool { return f.Users != nil })
}

// WithPools are the engines that have connection pools.
func (t DatabaseTable) WithPools() DatabaseTable {
	return t.with(func(f DatabaseFacts) bool { return f.Pools })
}

func (t DatabaseTable) with(has func(DatabaseFacts) bool) DatabaseTable {
	return slices.DeleteFunc(slices.Clone(t), func(f DatabaseFacts) bool { return !has(f) })
}

// Of is the row of an engine; false if there is none.
func (t DatabaseTable) Of(engine DatabaseEngine) (DatabaseFacts, bool) {
	at := t.index(engine)
	if at < 0 {
		return DatabaseFacts{}, false
	}
	return t[at], true
}

func (t DatabaseTable) index(engine DatabaseEngine) int {
	return slices.IndexFunc(t, func(f DatabaseFacts) bool { return f.Engine == engine })
}

// names are the names of the engines, in the order of the table.
func (t DatabaseTable) names() []string {
	var names []string
	for _, f := range t {
		names = append(names, string(f.Engine))
	}
	return names
}

// ExporterRelease is the Helm release that exports the metrics of the database
// of this name: postgres-exporter-NAME.
func (f DatabaseFacts) ExporterRelease(database string) string {
	return f.Exporter + "-" + database
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
