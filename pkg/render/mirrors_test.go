package render_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/render"
)

// withMirrors is the tree of the small platform with mirrors, and every finding.
func withMirrors(t *testing.T, mirrors ...platform.Mirror) (files map[string]string, findings []string) {
	t.Helper()
	p := small()
	p.Spec.Mirrors = mirrors
	// Every pinned chart is used: there is a database of each engine.
	p.Spec.Environments[0].Databases["orders"] = platform.Database{Engine: platform.MySQL, Version: "8", Size: "db-s-1vcpu-1gb", Nodes: 1}
	for _, f := range platform.Validate(p) {
		findings = append(findings, f.String())
	}
	tree, found, err := render.Prove(p, render.Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		findings = append(findings, f.String())
	}
	files = map[string]string{}
	for _, f := range tree.Files() {
		files[f.Path] = string(f.Data)
	}
	return files, findings
}

// everything takes all charts, images and packages from one place of a lab.
func everything(secret string) []platform.Mirror {
	const registry = "127.0.0.1:5000/"
	var all []platform.Mirror
	for _, host := range []string{"ghcr.io", "quay.io"} {
		all = append(all, platform.Mirror{From: "oci://" + host, To: "oci://" + registry + host, Insecure: true, Secret: secret})
	}
	for _, at := range []string{"charts.crossplane.io/stable", "grafana.github.io", "kubernetes-sigs.github.io"} {
		all = append(all, platform.Mirror{From: "https://" + at, To: "http://" + registry + "charts/" + at, Secret: secret})
	}
	for _, host := range []string{"docker.io", "ghcr.io", "quay.io", "registry.k8s.io"} { // nodes have no account
		all = append(all, platform.Mirror{From: host, To: registry + host})
	}
	return append(all, platform.Mirror{From: "xpkg.crossplane.io", To: registry + "xpkg.crossplane.io", Secret: secret})
}

// TestMirrorsServeEverything: with a mirror for each host, no source of the
// tree is one of the Internet, and the versions tell so. The packages keep
// their names and sources, which others depend on.
func TestMirrorsServeEverything(t *testing.T) {
	files, findings := withMirrors(t, everything("")...)
	if len(findings) > 0 {
		t.Errorf("findings:\n%s", strings.Join(findings, "\n"))
	}
	sources := 0
	for path, text := range files {
		if !strings.Contains(path, "/ocirepository-") && !strings.Contains(path, "/helmrepository-") {
			continue
		}
		sources++
		if !strings.Contains(text, "://127.0.0.1:5000/") {
			t.Errorf("%s is of another place:\n%s", path, text)
		}
	}
	if want := len(components.Standard().Charts()); sources != want {
		t.Errorf("%d sources, want %d", sources, want)
	}
	for line := range strings.Lines(files["versions.yaml"]) {
		if strings.Contains(line, "source:") && !strings.Contains(line, "127.0.0.1:5000/") {
			t.Errorf("versions.yaml: %s", line)
		}
	}
	for _, want := range []struct{ path, text string }{
		{"control-plane/packages/packages/provider-crossplane-contrib-provider-http.yaml", "  package: " + charts.ProviderHTTP.Reference() + "\n"},
		{"control-plane/packages/mirrors/imageconfig-xpkg.crossplane.io.yaml", "  - type: Prefix\n    prefix: xpkg.crossplane.io/\n  rewriteImage:\n    prefix: 127.0.0.1:5000/xpkg.crossplane.io/\n"},
		{"environments/staging/2-cluster/platform/loki/ocirepository-loki.yaml", "  url: oci://127.0.0.1:5000/ghcr.io/grafana-community/helm-charts/loki\n"},
		{"environments/staging/2-cluster/platform/loki/ocirepository-loki.yaml", "  insecure: true\n"},
		{"environments/staging/2-cluster/platform/loki/helmrelease-loki.yaml", "registry: 127.0.0.1:5000\n        repository: docker.io/grafana/loki\n"},
	} {
		if !strings.Contains(files[want.path], want.text) {
			t.Errorf("%s lacks\n%s\nin\n%s", want.path, want.text, files[want.path])
		}
	}
	if strings.Contains(files["SECRETS.md"], "REGISTRY") {
		t.Error("a human is asked for an account that nobody wants")
	}
}

// TestMirrorsWantSecrets: a human is asked once for each namespace, in the
// shapes that are wanted there, and nothing else of the tree changes.
func TestMirrorsWantSecrets(t *testing.T) {
	files, findings := withMirrors(t, everything("registry")...)
	if len(findings) > 0 {
		t.Errorf("findings:\n%s", strings.Join(findings, "\n"))
	}
	page := files["SECRETS.md"]
	for _, want := range []string{
		"## crossplane-system/registry\n", "## staging/registry\n",
		`--from-file=.dockerconfigjson=<(printf '{"auths":{"127.0.0.1:5000":{"auth":"%s"}}}' "$(printf '%s:%s' "$REGISTRY_USERNAME" "$REGISTRY_PASSWORD" | base64`,
		`--from-file=password=<(printf '%s' "$REGISTRY_PASSWORD")`,
	} {
		if !strings.Contains(page, want) {
			t.Errorf("SECRETS.md lacks %s:\n%s", want, page)
		}
	}
	if n := strings.Count(page, "/registry\n"); n != 2 {
		t.Errorf("%d Secrets are asked for, want one in each of two namespaces", n)
	}
	without, _ := withMirrors(t, everything("")...)
	for path, text := range files {
		if path != "SECRETS.md" && !strings.Contains(text, " registry\n") && text != without[path] {
			t.Errorf("%s changes with a Secret that is not in it:\n%s", path, cmp.Diff(without[path], text))
		}
	}
}
