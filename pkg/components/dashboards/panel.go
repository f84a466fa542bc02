package dashboards

import (
	"github.com/grafana/grafana-foundation-sdk/go/cog"
	"github.com/grafana/grafana-foundation-sdk/go/cog/variants"
	"github.com/grafana/grafana-foundation-sdk/go/common"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
	"github.com/grafana/grafana-foundation-sdk/go/prometheus"
	"github.com/grafana/grafana-foundation-sdk/go/stat"
	"github.com/grafana/grafana-foundation-sdk/go/timeseries"
)

// panel is one picture: a time series, or a single number if stat is set.
type panel struct {
	title, description string
	unit               string
	queries            []query
	stat               bool
	// stacked draws series on top of each other, for parts of a whole.
	stacked bool
	// thresholds colour a stat: green below the first, then orange, red.
	thresholds []float64
	// alarm turns the colours round: red below the first threshold.
	alarm bool
}

// query is a PromQL expression and how to name its series.
type query struct{ expr, legend string }

// Grafana's grid is 24 columns wide: six stats or two graphs side by side.
const (
	statWidth, statHeight   = 4, 4
	graphWidth, graphHeight = 12, 8
)

func (p panel) build(id uint32) cog.Builder[dashboard.Panel] {
	if p.stat {
		return p.number(id)
	}
	return p.graph(id)
}

func (p panel) graph(id uint32) *timeseries.PanelBuilder {
	builder := timeseries.NewPanelBuilder().
		Id(id).Title(p.title).Description(p.description).
		Datasource(fromVariable()).
		Targets(p.targets(false)).
		Unit(p.unit).Min(0).
		Span(graphWidth).Height(graphHeight).
		FillOpacity(10).ShowPoints(common.VisibilityModeNever).
		Legend(common.NewVizLegendOptionsBuilder().
			ShowLegend(true).
			DisplayMode(common.LegendDisplayModeList).
			Placement(common.LegendPlacementBottom)).
		Tooltip(common.NewVizTooltipOptionsBuilder().
			Mode(common.TooltipDisplayModeMulti).
			Sort(common.SortOrderDescending))
	if p.stacked {
		builder = builder.Stacking(common.NewStackingConfigBuilder().Mode(common.StackingModeNormal))
	}
	return builder
}

func (p panel) number(id uint32) *stat.PanelBuilder {
	return stat.NewPanelBuilder().
		Id(id).Title(p.title).Description(p.description).
		Datasource(fromVariable()).
		Targets(p.targets(true)).
		Unit(p.unit).
		Span(statWidth).Height(statHeight).
		GraphMode(common.BigValueGraphModeNone).
		ColorMode(common.BigValueColorModeValue).
		ReduceOptions(common.NewReduceDataOptionsBuilder().Calcs([]string{"lastNotNull"})).
		Thresholds(dashboard.NewThresholdsConfigBuilder().
			Mode(dashboard.ThresholdsModeAbsolute).
			Steps(p.steps()))
}

// steps are the colours of a stat.
func (p panel) steps() []dashboard.Threshold {
	colours := []string{"green", "orange", "red"}
	if p.alarm {
		colours = []string{"red", "green"}
	}
	steps := []dashboard.Threshold{{Color: colours[0]}}
	for i, value := range p.thresholds {
		steps = append(steps, dashboard.Threshold{Value: &value, Color: colours[min(i+1, len(colours)-1)]})
	}
	return steps
}

// targets are the queries, named A, B, C and so on.
func (p panel) targets(instant bool) []cog.Builder[variants.Dataquery] {
	var out []cog.Builder[variants.Dataquery]
	for i, q := range p.queries {
		builder := prometheus.NewDataqueryBuilder().
			RefId(string(rune('A' + i))).
			Datasource(fromVariable()).
			EditorMode(prometheus.QueryEditorModeCode).
			Expr(q.expr).LegendFormat(q.legend)
		if instant {
			builder = builder.Instant()
		} else {
			builder = builder.Range()
		}
		out = append(out, builder)
	}
	return out
}
