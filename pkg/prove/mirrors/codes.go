package mirrors

import "seamark.dev/seamark/pkg/diag"

// Codes document what this question finds.
func Codes() []diag.Doc {
	return []diag.Doc{
		{Code: "mirror-unused", Meaning: "Nothing comes from below the address that the mirror stands in for.", Example: "  mirrors: [{from: 'oci://docker.io', to: 'oci://a.example.com'}]"},
	}
}
