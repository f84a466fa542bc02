package board

import (
	"github.com/grafana/grafana-foundation-sdk/go/common"
	"github.com/grafana/grafana-foundation-sdk/go/stat"
	"github.com/grafana/grafana-foundation-sdk/go/timeseries"
)

func (p Panel) graph(id uint32) *timeseries.PanelBuilder {
	builder := timeseries.NewPanelBuilder().
		Id(id).Title(p.Title).Description(p.Description).
		Datasource(p.source()).
		Targets(p.targets(false)).
		Unit(p.Unit).Min(0).
		Span(graphWidth).Height(graphHeight).
		FillOpacity(10).ShowPoints(common.VisibilityModeNever).
		Legend(common.NewVizLegendOptionsBuilder().
			ShowLegend(true).
			DisplayMode(common.LegendDisplayModeList).
			Placement(common.LegendPlacementBottom)).
		Tooltip(common.NewVizTooltipOptionsBuilder().
			Mode(common.TooltipDisplayModeMulti).
			Sort(common.SortOrderDescending))
	if p.Stacked {
		builder = builder.Stacking(common.NewStackingConfigBuilder().Mode(common.StackingModeNormal))
	}
	if len(p.Thresholds) > 0 {
		builder = builder.Thresholds(p.colours()).
			ThresholdsStyle(common.NewGraphThresholdsStyleConfigBuilder().Mode(common.GraphThresholdsStyleModeDashed))
	}
	if p.To != "" {
		builder = builder.Links(p.links())
	}
	return builder
}

// number is one number, or one for each series, coloured by the thresholds.
func (p Panel) number(id uint32) *stat.PanelBuilder {
	builder := stat.NewPanelBuilder().
		Id(id).Title(p.Title).Description(p.Description).
		Datasource(p.source()).
		Targets(p.targets(true)).
		Unit(p.Unit).
		Span(statWidth).Height(statHeight).
		GraphMode(common.BigValueGraphModeNone).
		ColorMode(common.BigValueColorModeValue).
		ReduceOptions(common.NewReduceDataOptionsBuilder().Calcs([]string{"lastNotNull"})).
		Thresholds(p.colours())
	if p.To != "" {
		builder = builder.Links(p.links())
	}
	return builder
}
