package overrides

import "seamark.dev/seamark/pkg/diag"

// Codes document what this question finds.
func Codes() []diag.Doc {
	return []diag.Doc{
		{Code: "config-unknown-release", Meaning: "Overrides for a release that is not delivered.", Example: "    overrides: {lokki: {read: {replicas: 1}}}"},
	}
}
