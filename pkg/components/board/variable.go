package board

import (
	"github.com/grafana/grafana-foundation-sdk/go/cog"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"

	"seamark.dev/seamark/pkg/components/kubeprometheusstack"
)

// Variable is a choice at the top of a dashboard: the values that a label has
// on a metric, or on log streams. All are chosen at first.
type Variable struct {
	Name, Label string
	// Metric is a metric name, with label matchers if need be.
	Metric string
	// Streams is a stream selector in place of a metric.
	Streams string
	// Of is the label whose values are offered; the name by default.
	Of string
	// Typed is a text that the reader types, in place of a choice.
	Typed bool
	// Watches are the components that its values come from. What uses the
	// variable watches them too.
	Watches []string
}

// Key is the label whose values are offered.
func (v Variable) Key() string {
	if v.Of == "" {
		return v.Name
	}
	return v.Of
}

func (v Variable) definition() string {
	return "label_values(" + v.Metric + v.Streams + ", " + v.Key() + ")"
}

// query asks the data source for the values, each in its own way.
func (v Variable) query() map[string]any {
	if v.Streams == "" {
		return map[string]any{"query": v.definition(), "refId": "StandardVariableQuery"}
	}
	const labelValues = 1
	return map[string]any{
		"label": v.Key(), "stream": v.Streams, "type": labelValues,
		"refId": "LokiVariableQueryEditor-VariableQuery",
	}
}

func (v Variable) build() cog.Builder[dashboard.VariableModel] {
	if v.Typed {
		return dashboard.NewTextBoxVariableBuilder(v.Name).Label(v.Label).
			DefaultValue(dashboard.StringOrMap{String: new("")}).
			Current(option("", ""))
	}
	query := dashboard.NewQueryVariableBuilder(v.Name).Datasource(fromPrometheus())
	if v.Streams != "" {
		// Streams without the label, such as events of nodes, which are in no
		// namespace, belong to All: a list of its values would leave them out.
		query.Datasource(fromLoki()).AllValue(".*")
	}
	return query.
		Label(v.Label).
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
