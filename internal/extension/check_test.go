package extension

import (
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// quiet is a check: nobody may shout.
func quiet(inv *inventory.Inventory) diag.List {
	var findings diag.List
	for i, env := range inv.Platform.Spec.Environments {
		if env.Overrides["echo"]["text"] == "HELLO" {
			at := manifest.Fields("spec", "environments").Item(i).Field("overrides").Field("echo").Field("text")
			findings.Add(diag.Finding{
				Code: "echo-shouts", Where: inv.Configured(at), Value: "HELLO",
				Message: "nobody may shout", Remedy: "write it in small letters",
			})
		}
	}
	return findings
}
