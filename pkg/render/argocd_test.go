package render_test

import (
	"strings"
	"testing"

	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/render"
)

// argo is the tree of the small platform for Argo CD with mirrors, and the
// codes of what was found.
func argo(t *testing.T, mirrors ...platform.Mirror) (files map[string]string, codes map[string]int) {
	t.Helper()
	p := small()
	p.Spec.Delivery.Engine = platform.ArgoCD
	p.Spec.Mirrors = mirrors
	tree, found, err := render.Prove(p, render.Options{})
	if err != nil {
		t.Fatal(err)
	}
	codes = map[string]int{}
	for _, f := range found {
		codes[string(f.Code)]++
	}
	if tree == nil {
		t.Fatal(found)
	}
	files = map[string]string{}
	for _, f := range tree.Files() {
		files[f.Path] = string(f.Data)
	}
	return files, codes
}

// TestArgoCDMirrors: Argo CD takes charts from mirrors too, with accounts that
// it keeps beside itself.
func TestArgoCDMirrors(t *testing.T) {
	files, codes := argo(t,
		platform.Mirror{From: "oci://ghcr.io", To: "oci://registry.example.com/ghcr.io", Secret: "registry"},
		platform.Mirror{From: "https://grafana.github.io", To: "https://registry.example.com/grafana", Secret: "registry"},
	)
	if codes["argocd-private-chart"] != 1 || len(codes) != 1 {
		t.Errorf("found %v, want a warning of the demo's chart, which kustomize fetches", codes)
	}
	const dir = "clusters/hub/environments/staging/application-staging-"
	for file, want := range map[string]string{
		dir + "loki.yaml":  "  - repoURL: registry.example.com/ghcr.io/grafana-community/helm-charts\n    chart: loki\n",
		dir + "alloy.yaml": "  - repoURL: https://registry.example.com/grafana/helm-charts\n    chart: alloy\n",
		"environments/staging/3-environment/releases/demo/release-demo/kustomization.yaml": "  repo: oci://registry.example.com/ghcr.io/do-solutions\n",
		"clusters/hub/projects/appproject-staging.yaml":                                    "  - registry.example.com/ghcr.io/grafana-community/helm-charts\n",
	} {
		if !strings.Contains(files[file], want) {
			t.Errorf("%s lacks %q:\n%s", file, want, files[file])
		}
	}
	secrets := files["SECRETS.md"]
	for _, want := range []string{
		"## argocd/registry-registry\n", "## argocd/registry-charts\n",
		"--from-file=url=<(printf 'registry.example.com')", "--from-file=url=<(printf 'https://registry.example.com')",
		"--from-file=enableOCI=<(printf 'true')",
		"| kubectl label --local --filename - argocd.argoproj.io/secret-type=repo-creds --output yaml | kubectl apply --server-side",
	} {
		if !strings.Contains(secrets, want) {
			t.Errorf("SECRETS.md lacks %q", want)
		}
	}
	if strings.Contains(secrets, "## staging/registry\n") {
		t.Error("a Secret is asked for that only Flux would read")
	}
}

// TestArgoCDRegistryAddress: an address with a port is not seen to be that of a
// registry; a name is, and so is an address that has a Secret.
func TestArgoCDRegistryAddress(t *testing.T) {
	for to, want := range map[string]int{"oci://10.0.0.5:5000": 1, "oci://10.0.0.5": 0, "oci://registry:5000": 0, "oci://registry.example.com:5000": 0} {
		if _, codes := argo(t, platform.Mirror{From: "oci://quay.io", To: to}); codes["argocd-registry-address"] != want {
			t.Errorf("%s: found %v, want %d warnings of cert-manager's chart", to, codes, want)
		}
	}
	if _, codes := argo(t, platform.Mirror{From: "oci://quay.io", To: "oci://10.0.0.5:5000", Secret: "registry"}); codes["argocd-registry-address"] != 0 {
		t.Errorf("with a Secret: found %v", codes)
	}
}

// TestArgoCDInsecureMirror: what Argo CD cannot do is told.
func TestArgoCDInsecureMirror(t *testing.T) {
	_, codes := argo(t, platform.Mirror{From: "oci://quay.io", To: "oci://127.0.0.1:5000", Insecure: true})
	if codes["argocd-insecure-mirror"] != 1 {
		t.Errorf("found %v, want a warning of cert-manager's chart", codes)
	}
}

// TestArgoCDTokens: an environment with tokens of its own names them wherever
// DigitalOcean is reached, and those of the other are not touched.
func TestArgoCDTokens(t *testing.T) {
	p := small()
	p.Spec.Delivery.Engine = platform.ArgoCD
	second := p.Spec.Environments[0]
	second.Name, second.Token = "live", "group"
	second.Domain = platform.Domain{Zone: "live.example.com", ACMEEmail: "ops@example.com"}
	second.Network.VPCCIDR, second.Network.ClusterSubnet, second.Network.ServiceSubnet = "10.202.0.0/22", "172.16.96.0/20", "192.168.16.0/22"
	p.Spec.Environments = append(p.Spec.Environments, second)
	tree, found, err := render.Prove(p, render.Options{})
	if err != nil || tree == nil {
		t.Fatal(err, found)
	}
	files := map[string]string{}
	for _, f := range tree.Files() {
		files[f.Path] = string(f.Data)
	}
	for _, want := range []string{"## crossplane-system/digitalocean-credentials\n", "## crossplane-system/digitalocean-credentials-group\n", "## crossplane-system/digitalocean-dns-group\n"} {
		if !strings.Contains(files["SECRETS.md"], want) {
			t.Errorf("SECRETS.md lacks %q", want)
		}
	}
	reached, configured := 0, 0
	for name, text := range files {
		if strings.Contains(text, "\n  token: group\n") {
			reached++
			if !strings.HasPrefix(name, "environments/live/") {
				t.Errorf("%s names the other environment's token", name)
			}
		}
		if strings.Contains(text, "\n  name: digitalocean-group\n") && strings.Contains(text, "kind: ClusterProviderConfig\n") {
			configured++
		}
	}
	if reached < 4 || configured < 2 {
		t.Errorf("the token is named by %d objects, and there are %d provider configurations for it", reached, configured)
	}
}
