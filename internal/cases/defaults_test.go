package cases

import (
	"os"
	"path/filepath"
	"testing"

	"seamark.dev/seamark/internal/assets"
	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/platform"
)

// TestDefaults: who writes a chart's complete default values below overrides
// has written nothing that the chart does not know.
func TestDefaults(t *testing.T) {
	dir := assets.Charts(t, "whether default values of charts are accepted")
	for _, chart := range components.Standard().Charts() {
		t.Run(chart.Name, func(t *testing.T) {
			version := chart.Version
			if chart.Stamped {
				version = "0.10.3" // the source of the demo, the only one
			}
			data, err := os.ReadFile(filepath.Join(dir, chart.Name+"-"+version, "values.yaml"))
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range proved(t, pasted(chart.Name, string(data))) {
				if !otherwise[f.Code] {
					t.Errorf("%s", f)
				}
			}
		})
	}
}

// otherwise are the codes of what is right to say of default values: they take
// back what this platform sets, and others rely on.
var otherwise = map[diag.Code]bool{
	"values-relied-on": true, "values-loss": true,
	"fit-node": true, "fit-nodes": true, // they ask for more than our nodes have
}

// pasted is the default configuration with values of the release of a chart.
func pasted(chart, values string) string {
	releases := map[string]string{
		"microservices-demo":           "demo",
		"prometheus-postgres-exporter": "postgres-exporter-adservice",
		"prometheus-redis-exporter":    "redis-exporter-cartservice",
		"prometheus-mysql-exporter":    "mysql-exporter-orders",
	}
	release := releases[chart]
	if release == "" {
		release = chart
	}
	text := string(platform.Default())
	switch chart {
	case "crossplane":
		return text + "  overrides:\n    crossplane:\n" + indented(values, "      ")
	case "prometheus-mysql-exporter":
		text += "    databases: {adservice: {}, cartservice: {}, orders: {engine: mysql}}\n"
	}
	return text + "    overrides:\n      " + release + ":\n" + indented(values, "        ")
}
