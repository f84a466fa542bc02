package links

import "seamark.dev/seamark/pkg/diag"

// Codes document what this question finds.
func Codes() []diag.Doc {
	return []diag.Doc{
		{Code: "reference-missing", Meaning: "Nothing makes the object that is named. In the user's own values it is a warning: it may have been made by hand.", Example: "    overrides: {loki: {write: {persistence: {storageClass: do-blockstorage}}}}"},
		{Code: "reference-missing-key", Meaning: "The Secret or ConfigMap that is named has no such key.", Example: "    overrides: {alloy: {controller: {volumes: {extra: [{name: a, secret: {secretName: alloy-syslog-tls, items: [{key: tls.pem, path: x}]}}]}}}}"},
		{Code: "reference-missing-port", Meaning: "The Service has no such port, or the Gateway no such listener.", Example: "    overrides: {alloy: {alloy: {extraEnv: [{name: A, value: 'http://loki-gateway.cluster-services.svc:3100'}]}}}"},
		{Code: "reference-unused-key", Severity: diag.Warning, Meaning: "A person creates a Secret with a key that nothing reads."},
		{Code: "reference-unused-secret", Severity: diag.Warning, Meaning: "A person creates a Secret that nothing reads."},
		{Code: "reference-wrong-cluster", Meaning: "The object that is named is on another cluster. In the user's own values it is a warning.", Example: "  overrides: {crossplane: {x: {storageClass: do-block-storage}}}"},
		{Code: "reference-wrong-namespace", Meaning: "The object that is named is in another namespace. In the user's own values it is a warning.", Example: "    overrides: {demo: {extra: {secretRef: {name: grafana-admin}}}}"},
	}
}
