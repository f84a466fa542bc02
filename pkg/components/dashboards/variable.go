package dashboards

import (
	"github.com/grafana/grafana-foundation-sdk/go/cog"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"

	"seamark.dev/seamark/pkg/components/kubeprometheusstack"
)

// variable is a choice at the top of a dashboard: the values that a label has
// on a metric, or on log streams. All are chosen at first.
type variable struct {
	name, label string
	// metric is a metric name, with label matchers if need be.
	metric string
	// streams is a stream selector in place of a metric.
	streams string
	// of is the label whose values are offered; the name by default.
	of string
	// typed is a text that the reader types, in place of a choice.
	typed bool
}

func (v variable) key() string {
	if v.of == "" {
		return v.name
	}
	return v.of
}

func (v variable) definition() string {
	return "label_values(" + v.metric + v.streams + ", " + v.key() + ")"
}

// query asks the data source for the values, each in its own way.
func (v variable) query() map[string]any {
	if v.streams == "" {
		return map[string]any{"query": v.definition(), "refId": "StandardVariableQuery"}
	}
	const labelValues = 1
	return map[string]any{
		"label": v.key(), "stream": v.streams, "type": labelValues,
		"refId": "LokiVariableQueryEditor-VariableQuery",
	}
}

func (v variable) build() cog.Builder[dashboard.VariableModel] {
	if v.typed {
		return dashboard.NewTextBoxVariableBuilder(v.name).Label(v.label).
			DefaultValue(dashboard.StringOrMap{String: new("")}).
			Current(option("", ""))
	}
	query := dashboard.NewQueryVariableBuilder(v.name).Datasource(fromPrometheus())
	if v.streams != "" {
		// Streams without the label, such as events of nodes, which are in no
		// namespace, belong to All: a list of its values would leave them out.
		query.Datasource(fromLoki()).AllValue(".*")
	}
	return query.
		Label(v.label).
		Definition(v.definition()).
		Query(dashboard.StringOrMap{Map: v.query()}).
		Current(option("All", "$__all")).
		Multi(true).
		IncludeAll(true).
		Refresh(dashboard.VariableRefreshOnTimeRangeChanged).
		Sort(dashboard.VariableSortAlphabeticalAsc)
}

// datasource lets the reader point a dashboard at another Prometheus: that of
// another environment, where one Grafana knows several.
func datasource() *dashboard.DatasourceVariableBuilder {
	return dashboard.NewDatasourceVariableBuilder("datasource").
		Label("Metrics").
		Type("prometheus").
		Current(option("Prometheus", kubeprometheusstack.PrometheusUID))
}

// logsource is the same for Loki.
func logsource() *dashboard.DatasourceVariableBuilder {
	return dashboard.NewDatasourceVariableBuilder("loki").
		Label("Logs").
		Type("loki").
		Current(option("Loki", kubeprometheusstack.LokiUID))
}

func option(text, value string) dashboard.VariableOption {
	return dashboard.VariableOption{
		Text:  dashboard.StringOrArrayOfString{String: &text},
		Value: dashboard.StringOrArrayOfString{String: &value},
	}
}
