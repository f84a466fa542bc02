package languages

import (
	"os/exec"
	"strings"
	"testing"

	"seamark.dev/seamark/pkg/charts"
)

// TestVersions ties the parsers to the programs that the pinned charts install.
func TestVersions(t *testing.T) {
	loki, err := exec.Command("go", "list", "-m", "-f", "{{.Version}}", "github.com/grafana/loki/v3").Output()
	if err != nil {
		t.Fatal(err)
	}
	for program, versions := range map[string][2]string{
		"Loki's parser":  {strings.TrimSpace(string(loki)), "v" + charts.Loki.AppVersion},
		"Alloy's source": {alloyVersion, charts.Alloy.AppVersion},
	} {
		if versions[0] != versions[1] {
			t.Errorf("%s is of %s, the pinned chart installs %s", program, versions[0], versions[1])
		}
	}
	if !strings.Contains(lokiTableHead, " "+charts.Loki.AppVersion+" ") {
		t.Errorf("the table of Loki's settings is of another version than %s: %s", charts.Loki.AppVersion, lokiTableHead)
	}
}
