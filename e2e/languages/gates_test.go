package languages

import (
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/manifest"
)

var featureGate = regexp.MustCompile(`(?m)^\t(\w+) +featuregate\.Feature = "(\w+)"$`)

// TestCertManagerGates holds the feature gates that we know against the source of
// cert-manager: those that there are, and no other, are right.
func TestCertManagerGates(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "go", "list", "-m", "-f", "{{.Dir}}", "github.com/cert-manager/cert-manager").Output()
	if err != nil {
		t.Fatal(err)
	}
	contract, _ := charts.ContractOf(charts.CertManager)
	for program, path := range map[string][]string{
		"controller": {"featureGates"}, "webhook": {"webhook", "featureGates"}, "cainjector": {"cainjector", "featureGates"},
	} {
		source := read(t, filepath.Join(strings.TrimSpace(string(out)), "internal", program, "feature", "features.go"))
		gates := featureGate.FindAllStringSubmatch(source, -1)
		if len(gates) < 2 {
			t.Errorf("%s: only %d gates", program, len(gates))
		}
		for _, gate := range gates {
			for name, want := range map[string]int{gate[2]: 0, gate[2] + "x": 1} {
				values, ok := manifest.Map().With(manifest.Fields(path...), manifest.String(name+"=true"))
				if got := contract.Check(values); !ok || len(got) != want {
					t.Errorf("%s: %s: got %v, want %d findings", program, name, got, want)
				}
			}
		}
	}
}
