package board

import (
	"github.com/grafana/grafana-foundation-sdk/go/cog"
	"github.com/grafana/grafana-foundation-sdk/go/cog/variants"
	"github.com/grafana/grafana-foundation-sdk/go/common"
	"github.com/grafana/grafana-foundation-sdk/go/loki"
	"github.com/grafana/grafana-foundation-sdk/go/prometheus"
)

// source is the data source that the reader chose, by the variable. It is
// written without braces, which Flux would take for a variable of its own.
func (p Panel) source() common.DataSourceRef {
	if p.Loki {
		return fromLoki()
	}
	return fromPrometheus()
}

func fromPrometheus() common.DataSourceRef {
	return common.DataSourceRef{Type: new("prometheus"), Uid: new("$datasource")}
}

func fromLoki() common.DataSourceRef {
	return common.DataSourceRef{Type: new("loki"), Uid: new("$loki")}
}

// targets are the queries, named A, B, C and so on. Those of a stat or a table
// ask for the present only.
func (p Panel) targets(instant bool) []cog.Builder[variants.Dataquery] {
	var out []cog.Builder[variants.Dataquery]
	for i, q := range p.Queries {
		ref := string(rune('A' + i))
		if p.Loki {
			out = append(out, q.logQL(ref, instant))
		} else {
			out = append(out, q.promQL(ref, instant, p.Table))
		}
	}
	return out
}

func (q Query) promQL(ref string, instant, table bool) *prometheus.DataqueryBuilder {
	builder := prometheus.NewDataqueryBuilder().
		RefId(ref).
		Datasource(fromPrometheus()).
		EditorMode(prometheus.QueryEditorModeCode).
		Expr(q.Expr).LegendFormat(q.Legend)
	if table {
		builder = builder.Format(prometheus.PromQueryFormatTable)
	}
	if instant {
		return builder.Instant()
	}
	return builder.Range()
}

func (q Query) logQL(ref string, instant bool) *loki.DataqueryBuilder {
	kind := loki.LokiQueryTypeRange
	if instant {
		kind = loki.LokiQueryTypeInstant
	}
	return loki.NewDataqueryBuilder().
		RefId(ref).
		Datasource(fromLoki()).
		EditorMode(loki.QueryEditorModeCode).
		QueryType(string(kind)).
		Expr(q.Expr).LegendFormat(q.Legend)
}
