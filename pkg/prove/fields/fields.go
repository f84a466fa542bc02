// Package fields asks whether units and releases say what an engine takes:
// charts that it can fetch, patches, times to wait. These are fields of ours,
// which no schema of Kubernetes judges.
package fields

import (
	"time"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// Check looks at every unit, and at every release.
func Check(inv *inventory.Inventory) diag.List {
	c := checker{inv: inv}
	for _, u := range inv.Units {
		f := diag.Finding{Subject: inventory.UnitSubject(u.ID, "timeout")}
		if len(u.Components) > 0 {
			f.Where = u.Components[0].Source
		}
		if timeout(u.Timeout, "5 minutes", &f) {
			c.findings.Add(f)
		}
	}
	for _, r := range inv.Releases {
		var f diag.Finding
		if timeout(r.Release.Timeout, "10 minutes", &f) {
			c.findings.Add(inv.Finding(r.Place.At(manifest.Fields("timeout")), f))
		}
		c.chart(r.Place)
		for i, p := range r.Release.Patches {
			if fault := patchFault(p.Patch); fault != "" {
				c.add(r.Place.At(manifest.Fields("patches").Item(i)), "field-patch", "", fault, "write it as YAML: a part of the object, or a list of operations with op and path")
			}
		}
	}
	return c.findings
}

// checker collects the findings.
type checker struct {
	inv      *inventory.Inventory
	findings diag.List
}

func (c *checker) add(at inventory.Place, code diag.Code, value, message, remedy string) {
	c.findings.Add(c.inv.Finding(at, diag.Finding{Code: code, Value: value, Message: message, Remedy: remedy}))
}

// timeout tells whether a timeout is none, and says so in the finding. Flux
// reads whole seconds as well as parts; nothing here is done in less than one.
func timeout(t time.Duration, zero string, f *diag.Finding) bool {
	f.Code, f.Value = "field-timeout", t.String()
	f.Message, f.Remedy = "a timeout is whole seconds, one at least", "zero stands for "+zero
	return t < 0 || t%time.Second != 0
}
