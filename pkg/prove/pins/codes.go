package pins

import "seamark.dev/seamark/pkg/diag"

// Codes document what this question finds.
func Codes() []diag.Doc {
	return []diag.Doc{
		{Code: "chart-other", Severity: diag.Warning, Meaning: "Another version of a chart than the one that is pinned and was read.", Example: "    charts: {alloy: {version: 1.12.0}}"},
		{Code: "chart-unknown", Meaning: "The version of a chart that nothing is installed from.", Example: "    charts: {lokki: {version: 18.12.0}}"},
		{Code: "chart-version", Meaning: "A version of a chart that the platform does not work with, or no exact one.", Example: "    charts: {external-dns: {version: 1.21.1}}"},
	}
}
