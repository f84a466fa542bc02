package dashboards

import (
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
)

// board is a dashboard as a table.
type board struct {
	// name is the ConfigMap's, and with uidPrefix the dashboard's uid.
	name               string
	title, description string
	tags               []string
	variables          []variable
	rows               []row
}

// uidPrefix keeps our uids apart from other people's. A uid is what links
// point at, so it never changes.
const uidPrefix = "seamark-"

// row is a titled group of panels.
type row struct {
	title  string
	panels []panel
}

// build makes the dashboard. Panel ids count from 1 in reading order.
func (b board) build() (dashboard.Dashboard, error) {
	builder := dashboard.NewDashboardBuilder(b.title).
		Uid(uidPrefix+b.name).
		Description(b.description).
		Tags(append([]string{"seamark"}, b.tags...)).
		Readonly(). // it comes from Git, where edits belong
		Tooltip(dashboard.DashboardCursorSyncCrosshair).
		Time("now-3h", "now").
		Refresh("1m").
		WithVariable(datasource())
	for _, v := range b.variables {
		builder = builder.WithVariable(v.build())
	}
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
