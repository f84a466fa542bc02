package databases

// Missing is what the row lacks, by the names of its fields; nothing for an
// engine that is complete. What only some engines have
// may be empty.
func (e Engine) Missing() []string {
	parts := []struct {
		name  string
		there bool
	}{
		{"a row in platform.DatabaseEngines", e.Title() != ""},
		{"Managed.Name", e.Managed.Name != ""},
		{"Managed.Credentials", len(e.Managed.Credentials) > 0},
		{"Managed.Config", e.Managed.Config.Base != nil},
		{"Exporter.Component", e.Exporter.Component.Build != nil},
		{"Exporter.Chart", e.Exporter.Chart.Name != ""},
		{"Exporter.Port", e.Exporter.Port != 0},
		{"Exporter.Up", e.Exporter.Up != ""},
		{"Exporter.Connections", e.Exporter.Connections != ""},
		{"Exporter.Standbys", e.Exporter.Standbys != nil},
		{"Alerts", len(e.Alerts) > 0},
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
	return missing
}
