package rates

import "seamark.dev/seamark/pkg/diag"

// Codes document what this question finds.
func Codes() []diag.Doc {
	return []diag.Doc{
		{Code: "rate-near-limit", Severity: diag.Warning, Meaning: "The environments of one API token come near the number of calls that DigitalOcean allows it in an hour.", Example: "    overrides: {external-dns: {interval: 1s}}"},
	}
}
