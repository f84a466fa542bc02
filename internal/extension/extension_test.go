// Package extension is somebody else's: it adds to the platform without a
// change anywhere else in this module. What is added is in a file each, and is
// named in one place, the options of package render.
package extension

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/prove"
	"seamark.dev/seamark/pkg/render"
)

// extended renders a configuration with the extensions, in which the overrides of
// the only environment are given as YAML in a line.
func extended(t *testing.T, overrides string) (map[string]string, diag.List) {
	t.Helper()
	p, locate, findings := platform.LoadLocated(platform.Source{Name: "platform.yaml", Data: []byte(`apiVersion: seamark.dev/v1alpha1
kind: Platform
metadata: {name: acme}
spec:
  environments:
  - name: staging
    region: sfo3
    domain: {zone: example.com, acmeEmail: ops@example.com}
    overrides: ` + overrides + "\n")})
	if findings.Errors() > 0 {
		t.Fatal(findings)
	}
	chart, err := echoChart()
	if err != nil {
		t.Fatal(err)
	}
	tree, findings, err := render.Prove(p, render.Options{
		Components: components.Standard().With(echo(chart)),
		Checks:     []prove.Check{quiet},
		Locate:     locate,
	})
	if err != nil {
		t.Fatal(err)
	}
	if tree == nil {
		return nil, findings
	}
	files := map[string]string{}
	for _, f := range tree.Files() {
		files[f.Path] = string(f.Data)
	}
	return files, findings
}

// TestExtensions: what is added works like what is ours.
func TestExtensions(t *testing.T) {
	cases := map[string]struct {
		reason    string
		overrides string
		want      []string
	}{
		"Component": {"A release of one's own takes the user's values.", "{echo: {replicas: 2}}", nil},
		"Contract":  {"They are held against its chart.", "{echo: {replicsa: 2}}", []string{`platform.yaml:9: release echo: values.replicsa: no such key in echo 0.3.0; did you mean "replicas"?; in environments/staging/3-environment/releases/echo/helmrelease-echo.yaml [values-unknown-key]`}},
		"Name":      {"And its name is known.", "{ecko: {}}", []string{`platform.yaml:9: spec.environments[0].overrides.ecko: no Helm release of this name; did you mean "echo"? [config-unknown-release]`}},
		"Check":     {"A check of one's own stops the run, and tells the line.", "{echo: {text: HELLO}}", []string{`platform.yaml:9: spec.environments[0].overrides.echo.text: "HELLO": nobody may shout; write it in small letters [echo-shouts]`}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			files, findings := extended(t, tc.overrides)
			var got []string
			for _, f := range findings {
				got = append(got, f.String())
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
			if (files == nil) != (len(tc.want) > 0) {
				t.Errorf("%s\n%d files", tc.reason, len(files))
			}
		})
	}
}

// TestExtendedTree: the release, the user's values and the pin are where ours
// are.
func TestExtendedTree(t *testing.T) {
	files, _ := extended(t, "{echo: {replicas: 2}}")
	for file, want := range map[string]string{
		"environments/staging/3-environment/releases/echo/helmrelease-echo.yaml": "  values:\n    text: Hello from staging\n    replicas: 2\n",
		"environments/staging/README.md":                                         "| echo | demo | echo | 0.3.0 |",
		"versions.yaml":                                                          "- name: echo\n  version: 0.3.0\n  source: https://charts.example.com\n",
	} {
		if !strings.Contains(files[file], want) {
			t.Errorf("%s lacks %q:\n%s", file, want, files[file])
		}
	}
}
