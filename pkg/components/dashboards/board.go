package dashboards

import (
	"slices"

	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
)

// board is a dashboard as a table.
type board struct {
	// name is the ConfigMap's, and with uidPrefix the dashboard's uid.
	name               string
	title, description string
	tags               []string
	variables          []variable
	// links are the dashboards that show another side of the same thing, by
	// name. They take time and variables along.
	links []string
	rows  []row
}

// uidPrefix keeps our uids apart from other people's. A uid is what links
// point at, so it never changes.
const uidPrefix = "seamark-"

// tag is what all our dashboards have in common.
const tag = "seamark"

// row is a titled group of panels.
type row struct {
	title  string
	panels []panel
}

// uses tells whether a panel or a variable of the board asks Loki, or
// Prometheus.
func (b board) uses(loki bool) bool {
	return slices.ContainsFunc(b.rows, func(r row) bool {
		return slices.ContainsFunc(r.panels, func(p panel) bool { return p.loki == loki })
	}) || slices.ContainsFunc(b.variables, func(v variable) bool { return !v.typed && (v.streams != "") == loki })
}

// build makes the dashboard. Panel ids count from 1 in reading order.
func (b board) build(titles map[string]string) (dashboard.Dashboard, error) {
	builder := dashboard.NewDashboardBuilder(b.title).
		Uid(uidPrefix+b.name).
		Description(b.description).
		Tags(append([]string{tag}, b.tags...)).
		Readonly(). // it comes from Git, where edits belong
		Tooltip(dashboard.DashboardCursorSyncCrosshair).
		Time("now-3h", "now").
		Refresh("1m")
	if b.uses(false) {
		builder = builder.WithVariable(datasource())
	}
	if b.uses(true) {
		builder = builder.WithVariable(logsource())
	}
	for _, v := range b.variables {
		builder = builder.WithVariable(v.build())
	}
	for _, name := range b.links {
		builder = builder.Link(link(titles[name], name))
	}
	builder = builder.Link(others())
	id := uint32(0)
	for _, r := range b.rows {
		id++
		builder = builder.WithRow(dashboard.NewRowBuilder(r.title).Id(id))
		for _, p := range r.panels {
			id++
			builder = builder.WithPanel(p.build(id))
		}
	}
	return builder.Build()
}
