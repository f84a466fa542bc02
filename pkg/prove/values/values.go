// Package values asks whether charts know the values that they are given. Helm
// would take an unknown key without a word.
package values

import (
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// Check holds the values of every release, with the user's overrides, against
// the contract of its chart.
//
// Where the contract is of another version of the chart, or the chart has none,
// there are only warnings: nobody read that version.
func Check(inv *inventory.Inventory) diag.List {
	var findings diag.List
	for _, r := range inv.Releases {
		findings = append(findings, release(inv, r)...)
	}
	return findings
}

func release(inv *inventory.Inventory, r inventory.Release) diag.List {
	if kind := ownKind(r); kind != manifest.KindMap && kind != manifest.KindNull {
		return diag.List{inv.Finding(r.Place.Values(nil), diag.Finding{
			Code: "values-no-map", Message: "the values of a release are a map, and these are none",
			Remedy: "give a struct with json tags, or a map",
		})}
	}
	chart := r.Release.Chart
	contract, ok := charts.ContractOf(chart)
	if !ok {
		return diag.List{noContract(inv, r, "nothing is known of the values of "+chart.Name+" "+chart.Version)}
	}
	var findings diag.List
	exact := contract.Version == chart.Version
	if !exact && !chart.Stamped && r.Release.Pinned == "" { // else package pins says so
		findings.Add(noContract(inv, r, "the values of "+chart.Name+" "+chart.Version+" are judged by those of "+contract.Version))
	}
	for _, broken := range contract.Check(r.Values) {
		f := inv.Finding(r.Place.Values(broken.Path), diag.Finding{
			Code: codes[broken.Kind], Message: broken.Message, Remedy: broken.Remedy,
		})
		if !exact {
			f.Severity = diag.Warning
		}
		findings.Add(f)
	}
	return findings
}

// ownKind is what a component's values are encoded as, below the user's, which
// are a map.
func ownKind(r inventory.Release) manifest.Kind {
	if len(r.Release.Overrides) == 0 {
		return r.Values.Kind()
	}
	own, err := manifest.Of(r.Release.Values)
	if err != nil {
		return manifest.KindNull // shows when it is encoded
	}
	return own.Kind()
}

func noContract(inv *inventory.Inventory, r inventory.Release, message string) diag.Finding {
	return inv.Finding(r.Place.Values(nil), diag.Finding{
		Code: "values-no-contract", Severity: diag.Warning, Message: message,
		Remedy: "derive its contract with go run seamark.dev/seamark/cmd/contract CHART.tgz, and set Chart.Contract to it (charts.ParseContract)",
	})
}

// CodeOf is the code of a finding about values.
func CodeOf(kind charts.FindingKind) diag.Code { return codes[kind] }

// codes are the codes of what breaks a contract.
var codes = map[charts.FindingKind]diag.Code{
	charts.UnknownKey: "values-unknown-key",
	charts.WrongType:  "values-wrong-type",
	charts.IgnoredKey: "values-ignored-key",
	charts.Trap:       "values-trap",
}
