package leaks

import "seamark.dev/seamark/pkg/diag"

// Codes document what this question finds.
func Codes() []diag.Doc {
	return []diag.Doc{
		{Code: "secret-data", Meaning: "A Secret with values would be in the repository.", Example: "    overrides: {kube-prometheus-stack: {extraManifests: [{apiVersion: v1, kind: Secret, metadata: {name: a}, stringData: {a: opensesame}}]}}"},
		{Code: "secret-literal", Meaning: "A field for a secret holds one in clear text.", Example: "    overrides: {kube-prometheus-stack: {grafana: {adminPassword: opensesame}}}"},
		{Code: "secret-private-key", Meaning: "A text holds a private key.", Example: "    overrides: {loki: {loki: {structuredConfig: {tls: '-----BEGIN PRIVATE KEY-----'}}}}"},
		{Code: "secret-token", Meaning: "A text holds what looks like a token.", Example: "    overrides: {alloy: {alloy: {extraEnv: [{name: A, value: 'Bearer opensesame-opensesame'}]}}}"},
		{Code: "secret-url", Meaning: "An address holds a user and a password.", Example: "    overrides: {alloy: {alloy: {extraEnv: [{name: A, value: 'https://user:opensesame@example.com'}]}}}"},
	}
}
