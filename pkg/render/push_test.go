package render_test

import (
	"strings"
	"testing"

	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/render"
)

// TestPush: of a webhook the pages tell what to ask for and what to give to the
// caller, for each engine and provider, and Argo CD gets no unit for it.
func TestPush(t *testing.T) {
	const (
		flux = "control-plane/push/flux-push/receiver-push.yaml"
		none = ""
	)
	cases := map[string]struct {
		reason               string
		engine               platform.Engine
		provider             platform.PushProvider
		host                 string
		file, secret, readme string
	}{
		"FluxGitHub":      {"Flux has a Receiver.", platform.Flux, platform.GitHub, "github.com", flux, "flux-system/push-webhook", "On GitHub, under"},
		"FluxGitLab":      {"GitLab has other words.", platform.Flux, platform.GitLab, "gitlab.com", flux, "flux-system/push-webhook", "On GitLab, under"},
		"FluxBitbucket":   {"So has Bitbucket.", platform.Flux, platform.Bitbucket, "git.example.com", flux, "flux-system/push-webhook", "On Bitbucket, under"},
		"FluxAnybody":     {"A program signs.", platform.Flux, platform.GenericHMAC, "git.example.com", flux, "flux-system/push-webhook", `--header "X-Signature: sha256=`},
		"FluxGitea":       {"It calls as GitHub does.", platform.Flux, platform.Gitea, "git.example.com", flux, "flux-system/push-webhook", "On Gitea or Forgejo, under"},
		"ArgoCDGitea":     {"It calls as Gogs does.", platform.ArgoCD, platform.Gitea, "codeberg.org", none, "argocd/argocd-secret", "On Gitea or Forgejo, under"},
		"ArgoCDGitHub":    {"Argo CD listens anyway.", platform.ArgoCD, platform.GitHub, "github.com", none, "argocd/argocd-secret", "`https://HOST/api/webhook`, the content type"},
		"ArgoCDGitLab":    {"Its key is another.", platform.ArgoCD, platform.GitLab, "gitlab.com", none, "argocd/argocd-secret", "On GitLab, under"},
		"ArgoCDBitbucket": {"Bitbucket's cloud has a UUID.", platform.ArgoCD, platform.Bitbucket, "bitbucket.org", none, "argocd/argocd-secret", "On Bitbucket, under"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			p := small()
			p.Spec.Delivery = platform.Delivery{
				Engine: tc.engine, Repository: platform.Repository{URL: "https://" + tc.host + "/acme/platform"},
				Push: &platform.Push{Provider: tc.provider},
			}
			p = platform.Complete(p)
			tree, found, err := render.Prove(p, render.Options{})
			if found = append(found, platform.Validate(p)...); err != nil || len(found) > 0 {
				t.Fatalf("%s %v\n%v", tc.reason, err, found)
			}
			files := map[string]string{}
			for _, f := range tree.Files() {
				files[f.Path] = string(f.Data)
				if tc.file == none && strings.Contains(f.Path, "push") {
					t.Errorf("%s %s is delivered", tc.reason, f.Path)
				}
			}
			kind := string(tc.provider)
			if tc.provider == platform.Gitea {
				kind = string(platform.GitHub)
			}
			if tc.file != none && !strings.Contains(files[tc.file], "\n  type: "+kind+"\n") {
				t.Errorf("%s %s is no Receiver of it:\n%s", tc.reason, tc.file, files[tc.file])
			}
			if !strings.Contains(files["SECRETS.md"], "\n## "+tc.secret+"\n") {
				t.Errorf("%s SECRETS.md does not ask for %s", tc.reason, tc.secret)
			}
			if !strings.Contains(files["README.md"], tc.readme) {
				t.Errorf("%s The README does not say %q", tc.reason, tc.readme)
			}
		})
	}
}
