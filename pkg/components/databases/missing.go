package databases

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/platform"
)

// Refuse tells which rows are not complete, and which databases of a platform
// are of an engine that has no row; nil if it is all there.
func (t Table) Refuse(p platform.Platform) error {
	var faults []error
	known := map[platform.DatabaseEngine]bool{}
	for _, e := range t {
		known[e.Name()] = true
		if missing := e.Missing(); len(missing) > 0 {
			faults = append(faults, fmt.Errorf("the engine %q of databases is not complete: its row lacks %s", e.Name(), strings.Join(missing, ", ")))
		}
	}
	for _, env := range p.Spec.Environments {
		for _, name := range env.DatabaseNames() {
			if engine := env.Databases[name].Engine; !known[engine] {
				faults = append(faults, fmt.Errorf("the database %s of %s is of the engine %q, which the components do not know: give its row to components.Standard", name, env.Name, engine))
			}
		}
	}
	return errors.Join(faults...)
}

// Missing is what the row lacks, by the names of its fields; nothing for an
// engine that is complete. What only some engines have may be empty.
func (e Engine) Missing() []string {
	parts := []struct {
		name  string
		there bool
	}{
		{"Facts.Engine", e.Facts.Engine != ""},
		{"Facts.Title", e.Facts.Title != ""},
		{"Facts.Versions", len(e.Facts.Versions) > 0},
		{"Facts.Version", e.Facts.Version != ""},
		{"Facts.Families", len(e.Facts.Families) > 0},
		{"Facts.Databases.Longest", e.Facts.Databases == nil || e.Facts.Databases.Longest > 0},
		{"Facts.Users.Longest", e.Facts.Users == nil || e.Facts.Users.Longest > 0},
		{"Managed.Settings", len(e.Facts.Settings) == 0 || e.Managed.Settings.Kind != ""},
		{"Facts.Exporter", e.Facts.Exporter != ""},
		{"Managed.Credentials", len(e.Managed.Credentials) > 0},
		{"Managed.Config", len(e.Managed.Config.Patches) > 0},
		{"Exporter.Values", e.Exporter.Values != nil},
		{"Exporter.Service", e.Exporter.Service.Number != 0},
		{"Exporter.Workloads", len(e.Exporter.Workloads) > 0},
		{"Exporter.Chart", e.Exporter.Chart.Name != ""},
		{"Exporter.Port", e.Exporter.Port != 0},
		{"Exporter.Up", e.Exporter.Up != ""},
		{"Exporter.Connections", e.Exporter.Connections != ""},
		{"Exporter.Standbys", e.Exporter.Standbys != nil},
		{"Alerts", len(e.Alerts) > 0},
		{"Runbook", e.Runbook != ""},
		{"Board.Name", e.Board.Name != ""},
		{"Board.Rows", len(e.Board.Rows) > 0},
		{"Log.Stages.Secrets", e.Log.Stages.Secrets != ""},
		{"Log.Stages.Fields", e.Log.Stages.Fields != ""},
		{"Log.Levels", len(e.Log.Levels) > 0},
		{"Log.Metadata", len(e.Log.Metadata) > 0},
	}
	var missing []string
	for _, p := range parts {
		if !p.there {
			missing = append(missing, p.name)
		}
	}
	for _, a := range slices.Concat(e.Alerts, e.Replication) {
		if e.Runbook != "" && !strings.Contains("\n"+e.Runbook, "\n## "+a.Name+"\n") {
			missing = append(missing, "a section "+a.Name+" in Runbook")
		}
	}
	return missing
}
