// Package board is what a dashboard of ours is: a table of rows and panels, which
// becomes Grafana's JSON.
package board

import (
	"encoding/json"
	"slices"

	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
)

// Board is a dashboard as a table.
type Board struct {
	// Name is the ConfigMap's, and with UIDPrefix the dashboard's uid.
	Name               string
	Title, Description string // they may have asides, see declare.Present.Text
	Tags               []string
	Variables          []Variable
	// Links are the dashboards that show another side of the same thing, by
	// name. They take time and variables along.
	Links []string
	Rows  []Row
	// Watches are the components without which there is nothing to show, as
	// for declare.Present.Has.
	Watches []string
}

// UIDPrefix keeps our uids apart from other people's. A uid is what links
// point at, so it never changes.
const UIDPrefix = "seamark-"

// Tag is what all our dashboards have in common.
const Tag = "seamark"

// Row is a titled group of panels.
type Row struct {
	Title  string
	Panels []Panel
}

// JSON is the dashboard as minified JSON; titles are those of all dashboards, by
// name. Neither step can fail for a reason that lies in the configuration, so
// the tests of the dashboards see every error there can be; an error would stand
// in place of the JSON.
func (b Board) JSON(titles map[string]string) string {
	built, err := b.build(titles)
	if err != nil {
		return err.Error()
	}
	raw, err := json.Marshal(built)
	if err != nil {
		return err.Error()
	}
	return string(raw)
}

// uses tells whether a panel or a variable of the board asks Loki, or
// Prometheus.
func (b Board) uses(loki bool) bool {
	return slices.ContainsFunc(b.Rows, func(r Row) bool {
		return slices.ContainsFunc(r.Panels, func(p Panel) bool { return p.Loki == loki })
	}) || slices.ContainsFunc(b.Variables, func(v Variable) bool { return !v.Typed && (v.Streams != "") == loki })
}

// build makes the dashboard. Panel ids count from 1 in reading order.
func (b Board) build(titles map[string]string) (dashboard.Dashboard, error) {
	builder := dashboard.NewDashboardBuilder(b.Title).
		Uid(UIDPrefix+b.Name).
		Description(b.Description).
		Tags(append([]string{Tag}, b.Tags...)).
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
	for _, v := range b.Variables {
		builder = builder.WithVariable(v.build())
	}
	for _, name := range b.Links {
		builder = builder.Link(link(titles[name], name))
	}
	builder = builder.Link(others())
	id := uint32(0)
	for _, r := range b.Rows {
		id++
		builder = builder.WithRow(dashboard.NewRowBuilder(r.Title).Id(id))
		for _, p := range r.Panels {
			id++
			builder = builder.WithPanel(p.build(id))
		}
	}
	return builder.Build()
}
