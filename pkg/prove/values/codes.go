package values

import "seamark.dev/seamark/pkg/diag"

// Codes document what this question finds.
func Codes() []diag.Doc {
	return []diag.Doc{
		{Code: "values-ignored-key", Meaning: "The chart has the key, and does not read it as one would think.", Example: "    overrides: {loki: {chunksCache: {resources: {limits: {memory: 1Gi}}}}}"},
		{Code: "values-no-contract", Severity: diag.Warning, Meaning: "Nobody read this version of the chart: its values are not known, or judged by those of another version."},
		{Code: "values-no-map", Meaning: "The values of a release are a list or a text, where Helm takes keys."},
		{Code: "values-trap", Meaning: "The key is known, and this value of it does harm.", Example: "    overrides: {alloy: {alloy: {configMap: {content: '{{ x }}'}}}}"},
		{Code: "values-unknown-key", Meaning: "The chart does not know the key; Helm would take it without a word.", Example: "    overrides: {loki: {retention: 7d}}"},
		{Code: "values-wrong-type", Meaning: "The chart cannot use a value of this type.", Example: "    overrides: {loki: {write: {replicas: many}}}"},
	}
}
