package dashboards

import (
	"github.com/grafana/grafana-foundation-sdk/go/common"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"

	"seamark.dev/seamark/pkg/components/kubeprometheusstack"
)

// variable is a choice at the top of a dashboard: the values that a label has
// on a metric. All are chosen at first.
type variable struct {
	name, label string
	// metric is a metric name, with label matchers if need be.
	metric string
	// of is the label whose values are offered; the name by default.
	of string
}

func (v variable) query() string {
	of := v.of
	if of == "" {
		of = v.name
	}
	return "label_values(" + v.metric + ", " + of + ")"
}

func (v variable) build() *dashboard.QueryVariableBuilder {
	return dashboard.NewQueryVariableBuilder(v.name).
		Label(v.label).
		Datasource(fromVariable()).
		Definition(v.query()).
		Query(dashboard.StringOrMap{Map: map[string]any{
			"query": v.query(),
			"refId": "StandardVariableQuery",
		}}).
		Current(option("All", "$__all")).
		Multi(true).
		IncludeAll(true).
		Refresh(dashboard.VariableRefreshOnTimeRangeChanged).
		Sort(dashboard.VariableSortAlphabeticalAsc)
}

// datasource lets the reader point a dashboard at another Prometheus.
func datasource() *dashboard.DatasourceVariableBuilder {
	return dashboard.NewDatasourceVariableBuilder("datasource").
		Label("Data source").
		Type("prometheus").
		Current(option("Prometheus", kubeprometheusstack.PrometheusUID))
}

// fromVariable is the data source that the variable holds. It is written
// without braces, which Flux would take for a variable of its own.
func fromVariable() common.DataSourceRef {
	return common.DataSourceRef{Type: new("prometheus"), Uid: new("$datasource")}
}

func option(text, value string) dashboard.VariableOption {
	return dashboard.VariableOption{
		Text:  dashboard.StringOrArrayOfString{String: &text},
		Value: dashboard.StringOrArrayOfString{String: &value},
	}
}
