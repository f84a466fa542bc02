package languages

import "seamark.dev/seamark/pkg/diag"

// Codes document what this question finds.
func Codes() []diag.Doc {
	return []diag.Doc{
		{Code: "language-alertmanager", Meaning: "Alertmanager would take none of its configuration.", Example: "    overrides: {kube-prometheus-stack: {alertmanager: {config: {route: {receiver: nobody}, receivers: [{name: somebody}]}}}}"},
		{Code: "language-alloy", Meaning: "Alloy cannot read its configuration, or would not start with it.", Example: "    overrides: {alloy: {alloy: {configMap: {content: 'logging { level = }'}}}}"},
		{Code: "language-alloy-reference", Meaning: "Alloy's configuration refers to a component that it does not declare.", Example: "    overrides: {alloy: {alloy: {configMap: {content: \"loki.write \\\"a\\\" { }\\nloki.process \\\"b\\\" { forward_to = [loki.write.c.receiver] }\\n\"}}}}"},
		{Code: "language-dashboard", Meaning: "Grafana cannot read a dashboard, or would not keep it.", Example: "    overrides: {kube-prometheus-stack: {grafana: {dashboards: {default: {mine: {json: '{}'}}}}}}"},
		{Code: "language-duration", Meaning: "Prometheus cannot read a duration.", Example: "    overrides: {kube-prometheus-stack: {additionalPrometheusRulesMap: {a: {groups: [{name: a, rules: [{alert: A, expr: up, for: 5}]}]}}}}"},
		{Code: "language-fieldpath", Meaning: "Crossplane refuses a field path.", Example: "  overrides: {crossplane: {extraObjects: [{apiVersion: kubernetes.m.crossplane.io/v1alpha1, kind: Object, metadata: {name: a, namespace: blue}, spec: {references: [{toFieldPath: 'spec.a['}]}}]}}"},
		{Code: "language-health", Meaning: "A health check is true of every object, or of none."},
		{Code: "language-loki", Meaning: "Loki does not know a setting, or cannot read its value.", Example: "    overrides: {loki: {loki: {limits_config: {retention_periode: 24h}}}}"},
		{Code: "language-query", Meaning: "Prometheus refuses a query, or Loki one in LogQL.", Example: "    overrides: {kube-prometheus-stack: {additionalPrometheusRulesMap: {a: {groups: [{name: a, rules: [{alert: A, expr: 'sum(up'}]}]}}}}"},
		{Code: "language-rule", Meaning: "Prometheus would take no rule of the object, or drop what a rule says.", Example: "    overrides: {kube-prometheus-stack: {additionalPrometheusRulesMap: {a: {groups: [{name: a, rules: [{alert: A}]}]}}}}"},
		{Code: "language-schedule", Meaning: "Kubernetes cannot read when a job runs.", Example: "    overrides: {alloy: {extraObjects: [{apiVersion: batch/v1, kind: CronJob, metadata: {name: mine}, spec: {schedule: daily}}]}}"},
		{Code: "language-template", Meaning: "The template of an annotation cannot be read.", Example: "    overrides: {kube-prometheus-stack: {additionalPrometheusRulesMap: {a: {groups: [{name: a, rules: [{alert: A, expr: up, annotations: {summary: '{{ end }}'}}]}]}}}}"},
	}
}
