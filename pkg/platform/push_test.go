package platform

import (
	"testing"
)

// TestPushSecret: the Secret is of the engine that reads it.
func TestPushSecret(t *testing.T) {
	cases := map[string]struct {
		reason string
		engine Engine
		push   Push
		want   string
	}{
		"Flux":   {"A Secret beside Flux.", "", Push{Provider: GitLab}, "push-webhook"},
		"Named":  {"By another name.", Flux, Push{Provider: GitLab, Secret: "push-webhook-ci"}, "push-webhook-ci"},
		"ArgoCD": {"Argo CD reads no other.", ArgoCD, Push{Provider: GitLab}, "argocd-secret"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			p := minimal()
			p.Spec.Delivery = Delivery{Engine: tc.engine, Repository: Repository{URL: "https://git.example.com/a/b"}, Push: &tc.push}
			p = Complete(p)
			if got := p.Spec.Delivery.Push.Secret; got != tc.want {
				t.Errorf("%s Got %s, want %s.", tc.reason, got, tc.want)
			}
			if findings := Validate(p); len(findings) > 0 {
				t.Errorf("%s\n%s", tc.reason, lines(findings))
			}
		})
	}
}

// TestPushOfAForge: both engines take Gitea's calls, and Forgejo, which calls as
// Gitea does, is told so, not the name that looks most like it.
func TestPushOfAForge(t *testing.T) {
	for _, engine := range []Engine{Flux, ArgoCD} {
		for provider, want := range map[PushProvider]string{Gitea: "", "Gitea": `did you mean "gitea"?`, "Forgejo": "use gitea: Forgejo calls as Gitea does"} {
			p := minimal()
			p.Spec.Delivery = Delivery{Engine: engine, Repository: Repository{URL: "https://git.example.com/a/b"}, Push: &Push{Provider: provider}}
			remedy := ""
			for _, f := range Validate(Complete(p)) {
				remedy += f.Remedy
			}
			if remedy != want {
				t.Errorf("%s, %s: got %q, want %q", engine, provider, remedy, want)
			}
		}
	}
}
