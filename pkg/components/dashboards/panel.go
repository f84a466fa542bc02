package dashboards

import (
	"github.com/grafana/grafana-foundation-sdk/go/cog"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
)

// panel is one picture: a time series, unless one of the other shapes is set.
type panel struct {
	title, description string
	// unit is Grafana's id of the unit; tables and log lines need none.
	unit    string
	queries []query
	// stat is a single number, or one for each series; table a list of series
	// with their labels; logs the lines themselves.
	stat, table, logs bool
	// loki says that the queries are LogQL.
	loki bool
	// stacked draws series on top of each other, for parts of a whole.
	stacked bool
	// thresholds colour a stat, and are lines in a graph: green below the
	// first, then orange, red.
	thresholds []float64
	// alarm turns the colours round: red below the first threshold.
	alarm bool
	// to is the dashboard that says more: its name, without prefix.
	to string
}

// query is a PromQL or LogQL expression and how to name its series.
type query struct{ expr, legend string }

// Grafana's grid is 24 columns wide: six stats or two graphs side by side,
// which are about 200 and 600 pixels each in a window of 1280.
const (
	statWidth, statHeight   = 4, 4
	graphWidth, graphHeight = 12, 8
	wholeWidth              = 24
	tableHeight             = 8
	logsHeight              = 14
)

func (p panel) build(id uint32) cog.Builder[dashboard.Panel] {
	switch {
	case p.stat:
		return p.number(id)
	case p.table:
		return p.list(id)
	case p.logs:
		return p.lines(id)
	default:
		return p.graph(id)
	}
}

// colours are the steps of a panel's thresholds.
func (p panel) colours() *dashboard.ThresholdsConfigBuilder {
	names := []string{"green", "orange", "red"}
	if p.alarm {
		names = []string{"red", "green"}
	}
	steps := []dashboard.Threshold{{Color: names[0]}}
	for i, value := range p.thresholds {
		steps = append(steps, dashboard.Threshold{Value: &value, Color: names[min(i+1, len(names)-1)]})
	}
	return dashboard.NewThresholdsConfigBuilder().Mode(dashboard.ThresholdsModeAbsolute).Steps(steps)
}
