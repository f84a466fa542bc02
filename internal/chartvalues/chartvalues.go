// Package chartvalues lets the test of a component look at the Helm values it
// makes as the chart will see them.
package chartvalues

import (
	"testing"

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/manifest"
)

// Unknown tells, a line for each, what in values the chart would not understand,
// by the chart's contract.
func Unknown(t testing.TB, chart charts.Chart, values any) []string {
	t.Helper()
	contract, ok := charts.ContractOf(chart)
	if !ok {
		t.Fatalf("%s has no contract", chart.Name)
	}
	node, err := manifest.Of(values)
	if err != nil {
		t.Fatalf("cannot read the values: %v", err)
	}
	var lines []string
	for _, v := range contract.Check(node) {
		lines = append(lines, v.Path.String()+": "+v.Message)
	}
	return lines
}
