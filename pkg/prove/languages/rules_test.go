package languages

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// ruled are the findings in the default configuration with overrides, without
// the place in the tree. They are told where the value begins.
func ruled(t *testing.T, overrides string) []string {
	t.Helper()
	var got []string
	for _, f := range Check(inventory.Read(provetest.Overriding(t, overrides))) {
		path := f.Subject.Path
		if i := strings.LastIndex(path, "rules[0]"); i >= 0 {
			path = strings.TrimPrefix(path[i+len("rules"):], "[0].")
		} else {
			path = path[max(strings.LastIndex(path, "groups"), strings.LastIndex(path, federation)):]
		}
		got = append(got, path+": "+f.Severity.String()+" "+string(f.Code)+": "+f.Value+": "+f.Message)
	}
	return got
}

const none = "Prometheus takes none of the object's rules"

// TestRules is a table of rules, as a user adds them.
func TestRules(t *testing.T) {
	cases := map[string]struct {
		reason, rules string
		want          []string
	}{
		"Right": {
			"Everything that a rule can have.",
			`{alert: A, expr: up == 0, for: 5m, keep_firing_for: 1h, labels: {severity: "{{ if true }}page{{ end }}"}, annotations: {summary: '{{ $labels.job }} {{ with query "up" }}{{ . | first | value | humanize }}{{ end }}'}}, {record: 'job:up:sum', expr: 1, labels: {a: b}}`,
			nil,
		},
		"NoExpr":     {"Nothing is asked.", `{alert: A}`, []string{"[0]: error language-rule: : the rule has no expr: " + none}},
		"NullExpr":   {"Nothing is asked.", `{alert: A, expr: null}`, []string{"expr: error language-query: : the expression is empty"}},
		"Both":       {"Which of them?", `{alert: A, record: b, expr: up}`, []string{"[0]: error language-rule: : a rule is an alert or a recording, and this is both"}},
		"Neither":    {"What is it called?", `{expr: up}`, []string{"[0]: error language-rule: : the rule is neither an alert nor a recording"}},
		"For":        {"A recording waits for nothing.", `{record: a, expr: up, for: 5m}`, []string{"for: error language-rule: : only an alert has it: " + none}},
		"ForNothing": {"No time is no time.", `{record: a, expr: up, for: 0m}`, nil},
		"Annotated":  {"A recording tells nobody.", `{record: a, expr: up, annotations: {a: b}}`, []string{"annotations: error language-rule: : only an alert has it: " + none}},
		"Braces":     {"A query in the place of a name.", `{record: 'sum(up{job="a"})', expr: up}`, []string{`record: error language-rule: sum(up{job="a"}): the name of a series has no braces`}},
		"Name":       {"A name that must be quoted.", `{record: my-metric, expr: up}`, []string{"record: warning language-rule: my-metric: a query finds this name only in quotes and braces"}},
		"Label": {"Names that must be quoted.", `{alert: A, expr: up, labels: {my-team: a}, annotations: {run-book: b}}`, []string{
			"annotations.run-book: warning language-rule: run-book: templates and matchers do not read this name of an annotation as it stands",
			"labels.my-team: warning language-rule: my-team: templates and matchers do not read this name of a label as it stands",
		}},
		"LabelName": {"It is that of the series.", `{record: a, expr: up, labels: {__name__: b}}`, []string{"labels.__name__: error language-rule: __name__: no rule can set this label"}},
		"Function":  {"A function that Prometheus does not have.", `{alert: A, expr: up, annotations: {a: '{{ $value | humanise }}'}}`, []string{`annotations.a: error language-template: : not a template: line 1: function "humanise" not defined`}},
		"Severity":  {"The label of an alert is a template, too.", `{alert: A, expr: up, labels: {a: '{{ $labels.b }'}}`, []string{`labels.a: error language-template: : not a template: line 1: unexpected "}" in operand`}},
		"Asked":     {"A query within a template.", `{alert: A, expr: up, annotations: {a: '{{ range query "rte(up[5m])" }}{{ end }}'}}`, []string{`annotations.a: error language-query: rte: query "rte(up[5m])": column 1: unknown function with name "rte"`}},
		"Duration":  {"Seconds without a unit.", `{alert: A, expr: up, for: 5}`, []string{"for: error language-duration: 5: not a duration as Prometheus reads them, such as 5m or 1h30m"}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got := ruled(t, "kube-prometheus-stack: {additionalPrometheusRulesMap: {mine: {groups: [{name: mine, rules: ["+tc.rules+"]}]}}}\n")
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s\nreason: %s", diff, tc.reason)
			}
		})
	}
}

// TestRulesAnywhere: rules are read wherever a user can write them.
func TestRulesAnywhere(t *testing.T) {
	const (
		rules  = `[{alert: A, expr: 'sum(up', fr: 5m}]`
		groups = `[{name: a, rules: ` + rules + `}]`
		object = `{apiVersion: monitoring.coreos.com/v1, kind: PrometheusRule, metadata: {name: mine}, spec: {groups: ` + groups + `}}`
	)
	open := "expr: error language-query: : column 7: unclosed left parenthesis"
	unknown := "fr: error language-rule: fr: a rule has no such field"
	cases := map[string]struct {
		reason, overrides string
		want              []string
	}{
		"Map":      {"Its unknown fields are the contract's.", "kube-prometheus-stack: {additionalPrometheusRulesMap: {a: {groups: " + groups + "}}}", []string{open}},
		"List":     {"The older form.", "kube-prometheus-stack: {additionalPrometheusRules: [{name: a, groups: " + groups + "}]}", []string{open}},
		"Objects":  {"Its unknown fields are those of any object.", "alloy: {extraObjects: [" + object + "]}", []string{open}},
		"Manifest": {"Objects that a chart brings.", "kube-prometheus-stack: {extraManifests: [" + object + "]}", []string{open}},
		"Exporter": {"The rules of an exporter.", "postgres-exporter-adservice: {prometheusRule: {enabled: true, rules: " + rules + "}}", []string{open, unknown}},
		"Template": {"The exporter's chart fills in.", "postgres-exporter-adservice: {prometheusRule: {enabled: true, rules: [{alert: A, expr: 'up{a=\"{{ .Release.Name }}\"', annotations: {a: '{{ x }}'}}]}}", nil},
		"Others":   {"Rules of an Ingress, and of a role.", "alloy: {extraObjects: [], ingress: {rules: [{host: a}]}, rbac: {rules: [{apiGroups: [a]}], groups: [{rules: []}, {rules: [{verbs: [get]}]}]}}", nil},
		"Federation": {
			"What another Prometheus is asked for is PromQL.",
			"kube-prometheus-stack: {prometheus: {prometheusSpec: {additionalScrapeConfigs: [{job_name: a, params: {'match[]': ['{job=a}']}}]}}}",
			[]string{`match[]"][0]: error language-query: a: column 6: unexpected identifier "a" in label matching, expected string`},
		},
		"Monitor": {
			"So is what a monitor gives along.",
			"alloy: {extraObjects: [{apiVersion: monitoring.coreos.com/v1, kind: ServiceMonitor, metadata: {name: mine}, spec: {selector: {}, endpoints: [{port: a, params: {'match[]': ['{job=\"a\"}', 'up{']}}]}}]}",
			[]string{`match[]"][1]: error language-query: : column 4: unexpected end of input inside braces`},
		},
		"Grafana": {
			"Grafana's own alerts have other fields, and queries in the language of their source.",
			"kube-prometheus-stack: {grafana: {alerting: {rules.yaml: {groups: [{orgId: 1, name: a, folder: b, interval: 60s, rules: [{uid: a, title: b, data: [" +
				"{refId: A, datasourceUid: prometheus, model: {expr: 'rte(up[5m])'}}, {refId: B, datasourceUid: loki, model: {expr: '{a=\"b\"}'}}, {refId: C, datasourceUid: __expr__, model: {type: threshold}}]}]}]}}}}",
			[]string{`data[0].model.expr: error language-query: rte: column 1: unknown function with name "rte"`},
		},
		"Groups": {
			"What is wrong with groups.",
			"kube-prometheus-stack: {additionalPrometheusRulesMap: {a: {groups: [{rules: []}, {name: b, interval: 5, rules: []}, {name: b, query_offset: 1m, labels: {a: b}, rules: []}]}}}",
			[]string{
				"groups[0]: error language-rule: : the group has no name",
				"groups[1].interval: error language-duration: 5: not a duration as Prometheus reads them, such as 5m or 1h30m",
				"groups[2].name: error language-rule: b: another group of this object has the same name: Prometheus takes none of its rules",
			},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, ruled(t, tc.overrides+"\n")); diff != "" {
				t.Errorf("(-want +got):\n%s\nreason: %s", diff, tc.reason)
			}
		})
	}
}
