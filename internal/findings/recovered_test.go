package findings

import (
	"testing"

	"github.com/digitalocean/godo"

	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/internal/recovery"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/platform"
)

// aVPC is the network of an environment, with a range.
func aVPC(cidr string) *godo.VPC {
	return &godo.VPC{ID: "5a4981aa-9653-4bd1-bef5-d6bff52042e4", Name: "blue", RegionSlug: "sfo3", IPRange: cidr}
}

// searched is what is found in an account, and when that is written.
func searched(lines string, account *recovery.Account) func(*testing.T) diag.List {
	return func(t *testing.T) diag.List {
		source := platform.Source{Name: "platform.yaml", Data: []byte(provetest.Small + lines + "\n")}
		p, locate, findings := platform.LoadLocated(source)
		if findings.Errors() > 0 {
			t.Fatal(findings)
		}
		result := recovery.Find(p, locate, map[string]*recovery.Account{"": account})
		_, unwritable := recovery.Write([]platform.Source{source}, result.Things)
		return append(result.Findings, unwritable...)
	}
}
