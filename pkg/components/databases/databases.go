// Package databases is the table of what the components know of each engine of
// databases: how it is made, watched, and read. Whatever differs between engines
// is a field of a row, and whoever builds something for all databases ranges
// over the rows. What the configuration knows is in pkg/platform, in a table of
// the same order.
//
// A new engine is a row in each of the two; an engine of somebody else's is one
// row, with its facts in it, which With adds. No platform is built with a row that
// is not complete: Refuse names what it lacks. For an engine of ours, tests that
// lie elsewhere (rule tests, runbooks, the lives of Compositions, the real
// programs) ask for the rest.
package databases

import (
	"slices"

	"seamark.dev/seamark/pkg/components/alert"
	"seamark.dev/seamark/pkg/components/board"
	"seamark.dev/seamark/pkg/components/exporter"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/platform"
)

// Engine is a row of the table.
type Engine struct {
	// Facts are what the configuration knows of it.
	Facts platform.DatabaseFacts
	// Managed is how the Composition of the engine differs from the others.
	Managed manageddatabase.Engine
	// Exporter is what exports the metrics of each database.
	Exporter Exporter
	// Alerts watch the engine, Replication its standby nodes.
	Alerts, Replication []alert.Alert
	// Runbook is a section for each of these alerts, as Markdown: its name as a
	// heading of the second level, what it means, its impact, first checks and how
	// to mend it. It may have asides, see declare.Present.Text.
	Runbook string
	// Board is the dashboard.
	Board board.Board
	// Overview are numbers of the engine for the overview of everything.
	Overview []board.Panel
	// Log is how its log is read.
	Log Log
}

// Program is a program that exports metrics of a database, as a Helm release for
// each.
type Program = exporter.Program

// Exporter is the program of an engine, and what its metrics mean.
type Exporter struct {
	Program
	// Up is a metric that is 1 if the exporter could log in, else 0.
	Up string
	// Connections is the share of the connections in use, of the fullest server.
	Connections string
	// Standbys counts the standby nodes that follow the primary of the database
	// that the matchers choose: {database_cluster="orders"}. With none it is 0.
	Standbys func(matchers string) string
}

// Table is the engines that a platform may have databases of.
type Table []Engine

// Engines is the standard table, in the order of platform.DatabaseEngines, new
// at each call.
func Engines() Table {
	facts := platform.DatabaseEngines()
	return Table{postgresql(facts), valkey(facts), mysql(facts)}
}

// With is the table with more rows at its end. A row of an engine that is there
// already stands in its place.
func (t Table) With(more ...Engine) Table {
	t = slices.Clone(t)
	for _, row := range more {
		if at := slices.IndexFunc(t, func(e Engine) bool { return e.Name() == row.Name() }); at >= 0 {
			t[at] = row
		} else {
			t = append(t, row)
		}
	}
	return t
}

// Facts are what the configuration knows of the engines: load it with them.
func (t Table) Facts() platform.DatabaseTable {
	var facts platform.DatabaseTable
	for _, e := range t {
		facts = append(facts, e.Facts)
	}
	return facts
}

// factsOf are the facts of an engine of the standard table.
func factsOf(engine platform.DatabaseEngine, table platform.DatabaseTable) platform.DatabaseFacts {
	facts, _ := table.Of(engine)
	return facts
}

// Name is the engine's name in the configuration.
func (e Engine) Name() platform.DatabaseEngine { return e.Facts.Engine }

// Title is what people call the engine.
func (e Engine) Title() string { return e.Facts.Title }

// Component is the exporter of the engine: a release for each of its databases.
func (e Engine) Component() declare.Component { return e.Exporter.Declaration(e.Facts) }

// Of are the engines that an environment has databases of.
func (t Table) Of(env platform.Environment) Table {
	return slices.DeleteFunc(slices.Clone(t), func(e Engine) bool {
		for _, db := range env.Databases {
			if db.Engine == e.Name() {
				return false
			}
		}
		return true
	})
}
