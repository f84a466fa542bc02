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

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components/internal/alert"
	"seamark.dev/seamark/pkg/components/internal/board"
	"seamark.dev/seamark/pkg/components/manageddatabase"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/platform"
)

// Engine is a row of the table.
type Engine struct {
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

// Exporter is the program that exports metrics of a database, one for each.
type Exporter struct {
	// Component has a release for each database of the engine.
	Component declare.Component
	Chart     charts.Chart
	// Port is the one of the pods that serves the metrics.
	Port int32
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

// Name is the engine's name in the configuration.
func (e Engine) Name() platform.DatabaseEngine { return e.Managed.Name }

// Title is what people call the engine.
func (e Engine) Title() string {
	facts, _ := e.Name().Facts()
	return facts.Title
}

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
