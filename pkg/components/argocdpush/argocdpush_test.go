package argocdpush

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

func with(push *platform.Push, url string) platform.Platform {
	return platform.Platform{Spec: platform.Spec{Delivery: platform.Delivery{
		Push: push, Repository: platform.Repository{URL: url},
	}}}
}

func TestKeys(t *testing.T) {
	cases := map[string]struct {
		reason   string
		provider platform.PushProvider
		url, key string
	}{
		"GitHub":    {"By the secret.", platform.GitHub, "https://github.com/acme/platform", "webhook.github.secret"},
		"GitLab":    {"By the secret.", platform.GitLab, "https://git.example.com/acme/platform", "webhook.gitlab.secret"},
		"Cloud":     {"Bitbucket's cloud is known by a UUID.", platform.Bitbucket, "ssh://git@Bitbucket.org/acme/platform", "webhook.bitbucket.uuid"},
		"Gitea":     {"It signs as Gogs, of which it was made, and Argo CD asks that first.", platform.Gitea, "https://git.example.com/acme/platform", "webhook.gogs.secret"},
		"OwnServer": {"Its server signs.", platform.Bitbucket, "https://bitbucket.example.com/scm/acme/platform", "webhook.bitbucketserver.secret"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			c := Component(with(&platform.Push{Provider: tc.provider, Secret: "argocd-secret"}, tc.url))
			want := model.ObjectRef{Kind: "Secret", Namespace: "argocd", Name: "argocd-secret"}
			if len(c.Secrets) != 1 || c.Secrets[0].Ref() != want || !c.Secrets[0].Shared {
				t.Fatalf("%s It asks for %v.", tc.reason, c.Secrets)
			}
			if keys := c.Secrets[0].Keys; len(keys) != 1 || keys[0].Key != tc.key {
				t.Errorf("%s Asked for %v, want %s.", tc.reason, keys, tc.key)
			}
			if needs := c.Needs; len(needs) != 1 || needs[0].Ref != want || needs[0].Key != tc.key {
				t.Errorf("%s Needed is %v.", tc.reason, needs)
			}
			if len(c.Objects) > 0 {
				t.Errorf("Argo CD's own Secret would be delivered: %v", c.Objects)
			}
		})
	}
}

// TestNobodyCalls: without a webhook nothing is asked for.
func TestNobodyCalls(t *testing.T) {
	if diff := cmp.Diff(model.Component{}, Component(with(nil, "https://github.com/acme/platform"))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
