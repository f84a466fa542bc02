package board

import (
	"github.com/grafana/grafana-foundation-sdk/go/common"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
	"github.com/grafana/grafana-foundation-sdk/go/logs"
	"github.com/grafana/grafana-foundation-sdk/go/table"
)

// hidden are the columns of a table that say nothing to the reader.
var hidden = map[string]any{
	"Time": true, "Value": true, "__name__": true, "alertstate": true,
	"endpoint": true, "service": true, "instance": true, "prometheus": true, "uid": true, "metrics_path": true,
}

// list shows the labels of each series as a row.
func (p Panel) list(id uint32) *table.PanelBuilder {
	builder := table.NewPanelBuilder().
		Id(id).Title(p.Title).Description(p.Description).
		Datasource(p.source()).
		Targets(p.targets(true)).
		Span(wholeWidth).Height(tableHeight).
		NoValue("Nothing").
		WithTransformation(dashboard.DataTransformerConfig{
			Id:      "organize",
			Options: map[string]any{"excludeByName": hidden},
		})
	if p.To != "" {
		builder = builder.Links(p.links())
	}
	return builder
}

// lines shows log lines, the newest first.
func (p Panel) lines(id uint32) *logs.PanelBuilder {
	return logs.NewPanelBuilder().
		Id(id).Title(p.Title).Description(p.Description).
		Datasource(p.source()).
		Targets(p.targets(false)).
		Span(wholeWidth).Height(logsHeight).
		ShowTime(true).
		WrapLogMessage(true).
		EnableLogDetails(true).
		SortOrder(common.LogsSortOrderDescending).
		DedupStrategy(common.LogsDedupStrategyNone)
}
