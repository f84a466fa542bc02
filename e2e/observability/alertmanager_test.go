package observability

import (
	"path/filepath"
	"strings"
	"testing"

	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/e2e/internal/tools"
)

// alertmanagerConfigurations are those of a repository: one an environment.
// What the values leave out the chart adds, of which only its receiver matters.
func alertmanagerConfigurations(t *testing.T, r repositoryOf) []string {
	t.Helper()
	var configurations []string
	for _, release := range r.releases(t) {
		values, _ := release.Spec.Values["alertmanager"].(map[string]any)
		configuration, ok := values["config"].(map[string]any)
		if release.Spec.ReleaseName != "kube-prometheus-stack" || !ok {
			continue
		}
		if _, given := configuration["receivers"]; !given {
			configuration["receivers"] = []any{map[string]any{"name": "null"}}
		}
		text, err := yaml.Marshal(configuration)
		if err != nil {
			t.Fatal(err)
		}
		configurations = append(configurations, string(text))
	}
	if len(configurations) == 0 {
		t.Fatal("no configuration of Alertmanager is rendered")
	}
	return configurations
}

// TestAmtoolChecksConfigurations gives every rendered configuration to
// Alertmanager's own checker, and asks where alerts go.
func TestAmtoolChecksConfigurations(t *testing.T) {
	program := built(t, tools.Amtool)
	for _, name := range scenarios(t) {
		t.Run(name, func(t *testing.T) {
			for _, configuration := range alertmanagerConfigurations(t, renderScenario(t, name)) {
				file := write(t, filepath.Join(t.TempDir(), "alertmanager.yaml"), configuration)
				if out, err := run(t, t.TempDir(), nil, nil, program, "check-config", file); err != nil {
					t.Errorf("%v\n%s\n%s", err, out, configuration)
				}
				for _, labels := range []string{"severity=critical", "severity=warning", "severity=none alertname=Watchdog"} {
					arguments := append([]string{"config", "routes", "test", "--config.file=" + file}, strings.Fields(labels)...)
					out, err := run(t, t.TempDir(), nil, nil, program, arguments...)
					if err != nil {
						t.Errorf("%s: %v\n%s", labels, err, out)
					}
					t.Logf("%s goes to %s", labels, strings.TrimSpace(out))
				}
			}
		})
	}
}

// TestAmtoolRefuses shows that the checker would notice.
func TestAmtoolRefuses(t *testing.T) {
	program := built(t, tools.Amtool)
	cases := map[string]struct{ reason, configuration string }{
		"Receiver": {"a route to nobody", "route: {receiver: somebody}\nreceivers: [{name: 'null'}]"},
		"Matcher":  {"a matcher that does not parse", "route: {receiver: 'null', routes: [{matchers: ['severity']}]}\nreceivers: [{name: 'null'}]"},
		"Field":    {"a field that Alertmanager does not know", "route: {receiver: 'null', wait: 1m}\nreceivers: [{name: 'null'}]"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			file := write(t, filepath.Join(t.TempDir(), "alertmanager.yaml"), tc.configuration)
			if _, err := run(t, t.TempDir(), nil, nil, program, "check-config", file); err == nil {
				t.Errorf("%s is accepted", tc.reason)
			}
		})
	}
}
