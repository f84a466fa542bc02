package board

import (
	"github.com/grafana/grafana-foundation-sdk/go/cog"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
)

// Panel is one picture: a time series, unless one of the other shapes is set.
type Panel struct {
	Title, Description string
	// Unit is Grafana's id of the unit; tables and log lines need none.
	Unit    string
	Queries []Query
	// Stat is a single number, or one for each series; Table a list of series
	// with their labels; Logs the lines themselves.
	Stat, Table, Logs bool
	// Loki says that the queries are LogQL.
	Loki bool
	// Stacked draws series on top of each other, for parts of a whole.
	Stacked bool
	// Thresholds colour a stat, and are lines in a graph: green below the
	// first, then orange, red.
	Thresholds []float64
	// Alarm turns the colours round: red below the first threshold.
	Alarm bool
	// To is the dashboard that says more: its name, without prefix.
	To string
	// Watches are the components without which there is nothing to show.
	Watches []string
}

// Query is a PromQL or LogQL expression and how to name its series.
type Query struct{ Expr, Legend string }

// Grafana's grid is 24 columns wide: six stats or two graphs side by side,
// which are about 200 and 600 pixels each in a window of 1280.
const (
	statWidth, statHeight   = 4, 4
	graphWidth, graphHeight = 12, 8
	wholeWidth              = 24
	tableHeight             = 8
	logsHeight              = 14
)

func (p Panel) build(id uint32) cog.Builder[dashboard.Panel] {
	switch {
	case p.Stat:
		return p.number(id)
	case p.Table:
		return p.list(id)
	case p.Logs:
		return p.lines(id)
	default:
		return p.graph(id)
	}
}

// colours are the steps of a panel's thresholds.
func (p Panel) colours() *dashboard.ThresholdsConfigBuilder {
	names := []string{"green", "orange", "red"}
	if p.Alarm {
		names = []string{"red", "green"}
	}
	steps := []dashboard.Threshold{{Color: names[0]}}
	for i, value := range p.Thresholds {
		steps = append(steps, dashboard.Threshold{Value: &value, Color: names[min(i+1, len(names)-1)]})
	}
	return dashboard.NewThresholdsConfigBuilder().Mode(dashboard.ThresholdsModeAbsolute).Steps(steps)
}
