package components

import "seamark.dev/seamark/pkg/diag"

// Codes document what this package finds.
func Codes() []diag.Doc {
	return []diag.Doc{
		{Code: "config-unknown-release", Meaning: "Overrides for a release that is not delivered.", Example: "    overrides: {lokki: {read: {replicas: 1}}}"},
	}
}
