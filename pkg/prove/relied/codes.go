package relied

import "seamark.dev/seamark/pkg/diag"

// Codes document what this question finds.
func Codes() []diag.Doc {
	return []diag.Doc{
		{Code: "values-loss", Severity: diag.Warning, Meaning: "The value is the user's right, and something loses what it works with.", Example: "    overrides: {kube-prometheus-stack: {kubeStateMetrics: {enabled: false}}}"},
		{Code: "values-relied-on", Meaning: "Others rely on the value, and would break.", Example: "    overrides: {loki: {gateway: {service: {port: 8080}}}}"},
		{Code: "values-renamed", Meaning: "The objects of the chart get other names, or another namespace, than others know them by.", Example: "    overrides: {loki: {fullnameOverride: logs}}"},
	}
}
