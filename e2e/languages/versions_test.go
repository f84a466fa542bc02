package languages

import (
	"testing"

	"seamark.dev/seamark/pkg/charts"
)

// TestVersions ties Alloy's source to the Alloy that the pinned chart installs.
// The table of Loki's settings says its version itself (TestLokiTable).
func TestVersions(t *testing.T) {
	if alloyVersion != charts.Alloy.AppVersion {
		t.Errorf("Alloy's source is of %s, the pinned chart installs %s", alloyVersion, charts.Alloy.AppVersion)
	}
}
