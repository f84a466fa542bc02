package mirrors

import "seamark.dev/seamark/pkg/diag"

// Codes document what this question finds.
func Codes() []diag.Doc {
	return []diag.Doc{
		{Code: "mirror-unused", Meaning: "Nothing comes from below the address that the mirror stands in for.", Example: "  mirrors: [{from: 'oci://docker.io', to: 'oci://a.example.com'}]"},
		{Code: "mirror-missing", Severity: diag.Warning, Meaning: "Some images come from mirrors, and others from where they are published.", Example: "  mirrors: [{from: quay.io, to: a.example.com/quay.io}]"},
		{Code: "mirror-account", Severity: diag.Warning, Meaning: "The nodes of a cluster have no account at the mirror that their images come from.", Example: "  mirrors: [{from: quay.io, to: a.example.com/quay.io, secret: registry}]"},
	}
}
