package delivery

import (
	"cmp"
	"strings"

	"seamark.dev/seamark/pkg/model"
)

// Pages are what a handbook's pages say of an engine.
type Pages struct {
	// Template defines the templates engine, entry, start, units, watch,
	// infra and secrets. Units gets the rows of a table, watch and infra the
	// name of an environment, the others the platform, with EntryPoint and
	// Facts.
	Template string
	// Tables tell what waits for what: in an environment by its name, and in
	// the control plane ("").
	Tables map[string][]Row
	// Facts are what the templates want to know beside the platform.
	Facts any
}

// Row is a line in the table of what waits for what.
type Row struct {
	Name, Where, DependsOn, Components string
	// Wave is the sync wave, for an engine that has them.
	Wave int
	// Beside is what the row and those after it stand in, for an engine that has
	// parts of a table go side by side; empty in the first part.
	Beside string
}

// UnitTables are tables with a row for each unit.
func UnitTables(units []model.Unit) map[string][]Row {
	tables := map[string][]Row{}
	for _, u := range units {
		names := make([]string, len(u.Components))
		for i, c := range u.Components {
			names[i] = c.Name
		}
		environment := u.ID.Environment
		tables[environment] = append(tables[environment], RowOf(u.ID.Name(), u.Target, Dependencies(u), names))
	}
	return tables
}

// RowOf is the row of something that is applied to a cluster.
func RowOf(name string, cluster model.Target, waits, components []string) Row {
	where := "DOKS"
	if cluster.IsHub() {
		where = "hub"
	}
	return Row{
		Name: name, Where: where,
		DependsOn:  cmp.Or(strings.Join(waits, ", "), "–"),
		Components: strings.Join(components, ", "),
	}
}

// Dependencies are the names of the units that a unit waits for.
func Dependencies(u model.Unit) []string {
	names := make([]string, len(u.DependsOn))
	for i, id := range u.DependsOn {
		names[i] = id.Name()
	}
	return names
}
