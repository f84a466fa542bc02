package fields

import "seamark.dev/seamark/pkg/diag"

// Codes document what this question finds.
func Codes() []diag.Doc {
	return []diag.Doc{
		{Code: "field-chart", Meaning: "No engine could fetch the chart: its name, version or repository is none. Or, as a warning, its address in a registry seems to be that of the folder above it."},
		{Code: "field-patch", Meaning: "The patch of a release is neither a strategic merge nor a JSON 6902 patch."},
		{Code: "field-timeout", Meaning: "An engine would refuse the timeout of a unit or a release."},
	}
}
