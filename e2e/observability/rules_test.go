package observability

import (
	"path/filepath"
	"testing"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"

	"seamark.dev/seamark/e2e/internal/tools"
)

// TestPromtoolChecksRules gives the rules of every golden configuration to
// Prometheus' own checker, as they are rendered.
func TestPromtoolChecksRules(t *testing.T) {
	program := built(t, tools.Promtool)
	for _, name := range scenarios(t) {
		t.Run(name, func(t *testing.T) {
			for _, o := range decodedOf[monitoringv1.PrometheusRule](t, renderScenario(t, name), "PrometheusRule") {
				file := write(t, filepath.Join(t.TempDir(), "rules.yaml"), ruleFile(t, o.Spec.Groups))
				out, err := run(t, t.TempDir(), nil, nil, program, "check", "rules", "--lint=all", "--lint-fatal", file)
				if err != nil {
					t.Errorf("%s: %v\n%s", o.Name, err, out)
				}
			}
		})
	}
}

// TestPromtoolTestsRules runs the tests of the rules, which lie beside the
// rules: each alert firing and not firing, with its real waiting times.
func TestPromtoolTestsRules(t *testing.T) {
	program := built(t, tools.Promtool)
	for _, of := range []string{"rules", "hubrules"} {
		dir, err := inProject("pkg", "components", of, "testdata")
		if err != nil {
			t.Fatal(err)
		}
		tests, err := filepath.Glob(filepath.Join(dir, "*.test.yaml"))
		if err != nil || len(tests) == 0 {
			t.Fatalf("no tests of rules in %s: %v", dir, err)
		}
		for _, file := range tests {
			t.Run(of+"/"+filepath.Base(file), func(t *testing.T) {
				if out, err := run(t, dir, nil, nil, program, "test", "rules", filepath.Base(file)); err != nil {
					t.Errorf("%v\n%s", err, out)
				}
			})
		}
	}
}

// TestPromtoolRefuses shows that the checker would notice.
func TestPromtoolRefuses(t *testing.T) {
	program := built(t, tools.Promtool)
	cases := map[string]struct{ reason, rules string }{
		"Expression": {"PromQL that does not parse", "groups: [{name: a, rules: [{alert: A, expr: 'sum('}]}]"},
		"Field":      {"a field that Prometheus does not know", "groups: [{name: a, rules: [{alert: A, expr: up, four: 5m}]}]"},
		"Template":   {"an annotation that is no template", "groups: [{name: a, rules: [{alert: A, expr: up, annotations: {summary: '{{ $labels.'}}]}]"},
		"Duplicate":  {"the same rule twice", "groups: [{name: a, rules: [{alert: A, expr: up}, {alert: A, expr: up}]}]"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			file := write(t, filepath.Join(t.TempDir(), "rules.yaml"), tc.rules)
			if _, err := run(t, t.TempDir(), nil, nil, program, "check", "rules", "--lint=all", "--lint-fatal", file); err == nil {
				t.Errorf("%s is accepted", tc.reason)
			}
		})
	}
}
