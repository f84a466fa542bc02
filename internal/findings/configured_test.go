package findings

import (
	"os"
	"path/filepath"
	"testing"

	"seamark.dev/seamark/pkg/delivery"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/prove"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// proved is what all checks find, the engine's own among them.
func proved(t *testing.T, in inventory.Input) diag.List {
	t.Helper()
	engine, ok := in.Engine.(delivery.Engine)
	if !ok {
		t.Fatalf("%T is no engine", in.Engine)
	}
	findings, err := prove.All(in, append(prove.Checks(), engine.Check))
	if err != nil {
		t.Fatal(err)
	}
	return findings
}

// invalidConfigurations are the first findings of each code in the
// configurations that package platform refuses.
func invalidConfigurations(t *testing.T) map[diag.Code]diag.Finding {
	t.Helper()
	files, err := filepath.Glob("../../pkg/platform/testdata/invalid/*.yaml")
	if err != nil || len(files) < 35 {
		t.Fatalf("%d invalid configurations, %v", len(files), err)
	}
	found := map[diag.Code]diag.Finding{}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, findings := platform.Load(platform.Source{Name: "platform.yaml", Data: data})
		for _, f := range findings {
			if _, known := found[f.Code]; !known && len(f.String()) < 300 {
				found[f.Code] = f
			}
		}
	}
	return found
}
