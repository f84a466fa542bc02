package prove

import (
	"slices"

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/diag"
)

// values checks the values of every release, with the user's overrides, against
// the contract of its chart. Helm would take an unknown key without a word.
//
// Where the contract is of another version of the chart, or the chart has none,
// there are only warnings: nobody read that version.
func values(s Subject) diag.List {
	var findings diag.List
	for _, at := range releases(s) {
		findings = append(findings, releaseValues(s, at.at("values"))...)
	}
	return findings
}

func releaseValues(s Subject, at place) diag.List {
	chart := at.release.Chart
	contract, ok := charts.ContractOf(chart)
	if !ok {
		return diag.List{noContract(s, at, "nothing is known of the values of "+chart.Name+" "+chart.Version)}
	}
	var findings diag.List
	exact := contract.Version == chart.Version
	if !exact && !stamped(chart) {
		findings.Add(noContract(s, at, "the values of "+chart.Name+" "+chart.Version+" are judged by those of "+contract.Version))
	}
	for _, v := range contract.Check(effective(at.release)) {
		f := finding(s, at, v)
		if !exact {
			f.Severity = diag.Warning
		}
		findings.Add(f)
	}
	return findings
}

// stamped tells whether the chart is published under time stamps, so that no
// contract could keep up: the pin itself is a range.
func stamped(chart charts.Chart) bool {
	return chart.Name == charts.Demo.Name
}

func noContract(s Subject, at place, message string) diag.Finding {
	return s.finding(at, diag.Finding{
		Code: "values-no-contract", Severity: diag.Warning, Message: message,
		Remedy: "derive a contract of the chart: go run ./cmd/contract CHART",
	})
}

// valueCodes are the codes of what breaks a contract.
var valueCodes = map[charts.FindingKind]string{
	charts.UnknownKey: "values-unknown-key",
	charts.WrongType:  "values-wrong-type",
	charts.IgnoredKey: "values-ignored-key",
	charts.Trap:       "values-trap",
}

func finding(s Subject, at place, v charts.Finding) diag.Finding {
	at = at.below(v.Path.String())
	at.values = slices.Clone(v.Path)
	return s.finding(at, diag.Finding{Code: valueCodes[v.Kind], Message: v.Message, Remedy: v.Remedy})
}

// releases are the places of all releases.
func releases(s Subject) []place {
	var all []place
	for i := range s.Units {
		for j := range s.Units[i].Components {
			component := &s.Units[i].Components[j]
			for k := range component.Releases {
				all = append(all, place{unit: &s.Units[i], component: component, release: &component.Releases[k]})
			}
		}
	}
	return all
}
