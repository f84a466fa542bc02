package observability

import (
	"encoding/json"
	"os"
	"os/exec"
	"strings"
	"testing"

	"seamark.dev/seamark/e2e/internal/tools"
	"seamark.dev/seamark/pkg/charts"
)

// TestVersions wants the programs of the tests to be those that the charts
// install, or the difference to be known. Prometheus and Alertmanager are not
// in it: their chart names the version of its operator only. Loki is not built
// here, and package lokitest looks at its version.
func TestVersions(t *testing.T) {
	tests := map[string]struct {
		tool           tools.Tool
		shipped, built string
		why            string // they differ
	}{
		"Prometheus operator": {tools.PrometheusOperator, charts.KubePrometheusStack.AppVersion, "v0.93.1", ""},
		"kube-state-metrics":  {tools.KubeStateMetrics, charts.KubeStateMetrics.Version, "v2.20.0", ""},
		"PostgreSQL exporter": {
			tools.PostgresExporter, charts.PostgresExporter.AppVersion, "v0.19.1",
			"the module proxy did not serve v0.20.1 when it was pinned",
		},
		"Redis exporter": {
			tools.RedisExporter, charts.RedisExporter.AppVersion, "v1.88.0",
			"the module proxy did not serve v1.89.0 when it was pinned",
		},
		"MySQL exporter": {
			tools.MySQLExporter, charts.MySQLExporter.AppVersion, "v0.17.2",
			"the module proxy did not serve v0.19.0 when it was pinned",
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			pinned, err := test.tool.Version()
			if err != nil {
				t.Fatal(err)
			}
			switch {
			case pinned != test.built:
				t.Errorf("e2e/tools/%s pins %s, the table says %s", test.tool.Module, pinned, test.built)
			case pinned == test.shipped && test.why != "":
				t.Errorf("both are %s: the excuse can go", pinned)
			case pinned != test.shipped && test.why == "":
				t.Errorf("e2e/tools/%s pins %s, the platform installs %s", test.tool.Module, pinned, test.shipped)
			case pinned != test.shipped:
				t.Logf("%s in place of %s: %s", pinned, test.shipped, test.why)
			}
		})
	}
}

// TestListenerIsAlloys wants the stand-in's listener to read syslog with the
// library of the Alloy that is installed.
func TestListenerIsAlloys(t *testing.T) {
	version := "v" + strings.TrimPrefix(charts.Alloy.AppVersion, "v")
	out, err := exec.CommandContext(t.Context(), "go", "list", "-m", "-json", "github.com/grafana/alloy@"+version).Output()
	if err != nil {
		t.Fatalf("cannot find Alloy's module: %v\n%s", err, out)
	}
	var module struct{ GoMod string }
	if err := json.Unmarshal(out, &module); err != nil {
		t.Fatal(err)
	}
	requirements, err := os.ReadFile(module.GoMod)
	if err != nil {
		t.Fatal(err)
	}
	pinned, err := tools.Syslog.Version()
	if err != nil {
		t.Fatal(err)
	}
	if want := tools.Syslog.Source + " " + pinned + "\n"; !strings.Contains(string(requirements), "\t"+want) {
		t.Errorf("Alloy %s does not require %s", version, want)
	}
}
