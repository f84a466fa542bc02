package databases

// Missing is what the row lacks, by the names of its fields; nothing for an
// engine that is complete. Overview and some of Lines may be empty.
func (e Engine) Missing() []string {
	parts := []struct {
		name  string
		there bool
	}{
		{"a row in platform.DatabaseEngines", e.Title() != ""},
		{"Managed.Name", e.Managed.Name != ""},
		{"Managed.Credentials", len(e.Managed.Credentials) > 0},
		{"Managed.Config", e.Managed.Config.Base != nil},
		{"Exporter.Component", e.Exporter.Component != nil},
		{"Exporter.Chart", e.Exporter.Chart.Name != ""},
		{"Exporter.Port", e.Exporter.Port != 0},
		{"Exporter.Up", e.Exporter.Up != ""},
		{"Exporter.Connections", e.Exporter.Connections != ""},
		{"Exporter.Standbys", e.Exporter.Standbys != nil},
		{"Alerts", len(e.Alerts) > 0},
		{"Board.Name", e.Board.Name != ""},
		{"Board.Rows", len(e.Board.Rows) > 0},
		{"Lines", e.Lines != Lines{}},
	}
	var missing []string
	for _, p := range parts {
		if !p.there {
			missing = append(missing, p.name)
		}
	}
	return missing
}
