// Package databases is the table of what the components know of each engine of
// databases: how it is made, watched, and read. Whatever differs between engines
// is a field of a row, and whoever builds something for all databases ranges
// over the rows. What the configuration knows is in pkg/platform, in a table of
// the same order.
//
// A new engine is a row in each of the two. Missing says what a row lacks, and a
// test of this package asks it; the tests that lie elsewhere (rule tests,
// runbooks, the lives of Compositions, the real programs) ask for the rest.
package databases

import (
	"slices"

	"seamark.dev/seamark/pkg/components/internal/alert"
	"seamark.dev/seamark/pkg/components/internal/board"
	"seamark.dev/seamark/pkg/components/internal/exporter"
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

// Engines are the rows, in the order of platform.DatabaseEngines, new at each
// call.
func Engines() []Engine {
	return []Engine{postgresql(), valkey(), mysql()}
}

// standard are the facts of an engine of the standard table.
func standard(engine platform.DatabaseEngine) platform.DatabaseFacts {
	facts, _ := platform.DatabaseEngines().Of(engine)
	return facts
}

// Name is the engine's name in the configuration.
func (e Engine) Name() platform.DatabaseEngine { return e.Facts.Engine }

// Title is what people call the engine.
func (e Engine) Title() string { return e.Facts.Title }

// Component is the exporter of the engine: a release for each of its databases.
func (e Engine) Component() declare.Component { return e.Exporter.Declaration(e.Facts) }

// Of are the engines that an environment has databases of.
func Of(env platform.Environment) []Engine {
	return slices.DeleteFunc(Engines(), func(e Engine) bool {
		for _, db := range env.Databases {
			if db.Engine == e.Name() {
				return false
			}
		}
		return true
	})
}
