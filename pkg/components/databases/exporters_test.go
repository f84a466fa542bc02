package databases

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/internal/chartvalues"
	"seamark.dev/seamark/pkg/platform"
)

// valuesOf are the values of the exporter of a database of the engine.
func valuesOf(t *testing.T, e Engine) any {
	t.Helper()
	env := platform.Environment{Name: "staging", Databases: map[string]platform.Database{"orders": {Engine: e.Name()}}}
	releases := e.Component().Build(env).Releases
	if len(releases) != 1 || releases[0].Chart != e.Exporter.Chart {
		t.Fatalf("want one release of %s, got %+v", e.Exporter.Chart.Name, releases)
	}
	return releases[0].Values
}

func TestExporters(t *testing.T) {
	users := map[platform.DatabaseEngine]float64{platform.Valkey: 59000, platform.MySQL: 65534} // else the chart's defaults are right
	timeouts := map[platform.DatabaseEngine]string{platform.MySQL: "scrapeTimeout"}             // else timeout
	for _, e := range Engines() {
		t.Run(string(e.Name()), func(t *testing.T) {
			values := valuesOf(t, e)
			for _, finding := range chartvalues.Unknown(t, e.Exporter.Chart, values) {
				t.Error(finding)
			}
			if name := chartvalues.At(t, values, "fullnameOverride"); name != e.Facts.ExporterRelease("orders") {
				t.Errorf("the Service would be called %v", name)
			}
			timeout := timeouts[e.Name()]
			if timeout == "" {
				timeout = "timeout"
			}
			want := map[string]any{
				"enabled": true, "interval": "30s", timeout: "10s",
				"relabelings": []any{map[string]any{"targetLabel": "database_cluster", "replacement": "orders"}},
			}
			if diff := cmp.Diff(want, chartvalues.At(t, values, "serviceMonitor")); diff != "" {
				t.Errorf("the ServiceMonitor, -want +got:\n%s", diff)
			}
			if user := users[e.Name()]; user != 0 && chartvalues.At(t, values, "podSecurityContext.runAsUser") != user {
				t.Errorf("it does not run as %v, the image's user", user)
			}
			for _, path := range []string{"resources.requests.cpu", "resources.requests.memory", "resources.limits.memory"} {
				if chartvalues.At(t, values, path) == "" {
					t.Errorf("%s is empty", path)
				}
			}
		})
	}
}

// The defect of the original: a connection string with the password in it.
func TestNoPasswordInValues(t *testing.T) {
	for _, e := range Engines() {
		data, err := json.Marshal(valuesOf(t, e))
		if err != nil {
			t.Fatal(err)
		}
		for _, said := range []string{`"password"`, `"pass"`, `@`, `:$(PGPASSWORD)`} {
			if strings.Contains(string(data), said) {
				t.Errorf("%s: the values say %s: %s", e.Name(), said, data)
			}
		}
	}
}
