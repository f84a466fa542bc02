package fluxpush

import (
	"testing"

	notificationv1 "github.com/fluxcd/notification-controller/api/v1"
	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

func with(push *platform.Push) platform.Platform {
	return platform.Platform{Spec: platform.Spec{Delivery: platform.Delivery{Push: push}}}
}

func TestWhoCalls(t *testing.T) {
	cases := map[string]struct {
		reason   string
		provider platform.PushProvider
		kind     string
		events   []string
	}{
		"GitHub":    {"It tries a new webhook with a ping.", platform.GitHub, notificationv1.GitHubReceiver, []string{"ping", "push"}},
		"GitLab":    {"It calls the event so.", platform.GitLab, notificationv1.GitLabReceiver, []string{"Push Hook"}},
		"Bitbucket": {"The cloud's push, the server's, and its test.", platform.Bitbucket, notificationv1.BitbucketReceiver, []string{"diagnostics:ping", "repo:push", "repo:refs_changed"}},
		"Gitea":     {"It signs as GitHub does, and tries a new webhook with a push.", platform.Gitea, notificationv1.GitHubReceiver, []string{"push"}},
		"Anybody":   {"A signed call has no events.", platform.GenericHMAC, notificationv1.GenericHMACReceiver, nil},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			c := Component(with(&platform.Push{Provider: tc.provider, Secret: "push-webhook-a"}))
			r := c.Objects[0].(*notificationv1.Receiver)
			if r.Spec.Type != tc.kind {
				t.Errorf("%s The type is %s, want %s.", tc.reason, r.Spec.Type, tc.kind)
			}
			if diff := cmp.Diff(tc.events, r.Spec.Events); diff != "" {
				t.Errorf("%s -want +got:\n%s", tc.reason, diff)
			}
			asked := model.ObjectRef{Kind: "Secret", Namespace: r.Namespace, Name: r.Spec.SecretRef.Name}
			if len(c.Secrets) != 1 || c.Secrets[0].Ref() != asked || asked.Name != "push-webhook-a" || c.Secrets[0].Keys[0].Key != "token" {
				t.Errorf("the Receiver reads %s, asked for is %v", asked, c.Secrets)
			}
			want := []notificationv1.CrossNamespaceObjectReference{{APIVersion: "source.toolkit.fluxcd.io/v1", Kind: "GitRepository", Name: "flux-system"}}
			if diff := cmp.Diff(want, r.Spec.Resources); diff != "" {
				t.Errorf("what is looked at anew -want +got:\n%s", diff)
			}
		})
	}
}

// TestNobodyCalls: without a webhook there is neither Receiver nor Secret.
func TestNobodyCalls(t *testing.T) {
	if diff := cmp.Diff(model.Component{}, Component(with(nil))); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}
