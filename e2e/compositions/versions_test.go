package compositions

import (
	"testing"

	"seamark.dev/seamark/e2e/internal/tools"
	"seamark.dev/seamark/pkg/charts"
)

// TestVersions wants the programs of the tests to be those that the platform
// installs: a proof with another version is none.
func TestVersions(t *testing.T) {
	tests := map[string]struct {
		tool    tools.Tool
		shipped string
	}{
		"Crossplane":                   {tools.Reconciler, "v" + charts.Crossplane.AppVersion},
		"function-patch-and-transform": {tools.PatchAndTransform, charts.FunctionPatchAndTransform.Version},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			pinned, err := test.tool.Version()
			if err != nil {
				t.Fatal(err)
			}
			if pinned != test.shipped {
				t.Errorf("e2e/tools/%s pins %s, the platform installs %s", test.tool.Module, pinned, test.shipped)
			}
		})
	}
}
