package languages

import (
	"slices"
	"testing"

	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// FuzzTexts: every language reads any text to its end.
func FuzzTexts(f *testing.F) {
	for _, texts := range flawless {
		for _, text := range texts {
			f.Add(text)
		}
	}
	for _, text := range slices.Concat(rightQueries, rightLogs) {
		f.Add(text)
	}
	f.Add(`{{ with query "up" }}{{ range . }}{{ query "rte(" }}{{ else }}{{ end }}{{ end }}`)
	f.Add(`severity=~"a|b`)
	f.Fuzz(func(_ *testing.T, text string) {
		for name := range flawless {
			reader(name)(text)
		}
		for _, kind := range alertKinds {
			kind.right(text)
		}
		stable.variableQuery([]byte(text))
	})
}

// FuzzStack: whatever somebody writes below kube-prometheus-stack, the checks end,
// and what they find is in it.
func FuzzStack(f *testing.F) {
	f.Add(`{alertmanager: {config: {route: {routes: [{routes: [{receiver: 1}]}]}, receivers: [null, {name: a, slack_configs: [[]]}], time_intervals: {}}}}`)
	f.Add(`{additionalPrometheusRulesMap: {a: {groups: [1, {rules: [null, [], {expr: {}, labels: [1]}]}]}}, x: {rules: [{alert: {}}]}}`)
	f.Add(`{grafana: {dashboards: {a: {b: {json: '{"panels": [{"targets": [{"expr": "$a"}]}]}'}}}, alerting: {groups: [{rules: [{data: [{datasourceUid: a, model: {expr: 5}}]}]}]}}}`)
	in := provetest.Overriding(f, "kube-prometheus-stack: {grafana: {replicas: 1}}\n")
	f.Fuzz(func(t *testing.T, text string) {
		var overrides map[string]any
		if yaml.Unmarshal([]byte(text), &overrides) != nil {
			return
		}
		provetest.Tree{TB: t, Input: in}.Release("kube-prometheus-stack").Overrides = overrides
		for _, found := range Check(inventory.Read(in)) {
			if found.Code == "" || found.Message == "" {
				t.Errorf("%+v", found)
			}
		}
	})
}
