package fluxnotifications

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	notificationv1beta3 "github.com/fluxcd/notification-controller/api/v1beta3"

	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

func environment(r platform.Receiver) platform.Environment {
	return platform.Environment{Name: "prod", Alerts: platform.Alerts{Receiver: r}}
}

func TestOnlySlackIsTold(t *testing.T) {
	cases := map[string]struct {
		reason   string
		receiver platform.Receiver
		want     int
	}{
		"Nobody":    {"Nobody asked for it.", platform.Receiver{}, 0},
		"Slack":     {"A Provider and an Alert.", platform.Receiver{Slack: &platform.Slack{Channel: "#a"}}, 2},
		"PagerDuty": {"Its key would be in Git.", platform.Receiver{PagerDuty: &platform.PagerDuty{}}, 0},
		"Webhook":   {"It takes Alertmanager's JSON.", platform.Receiver{Webhook: &platform.Webhook{}}, 0},
		"Email":     {"Flux sends none.", platform.Receiver{Email: &platform.Email{}}, 0},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if got := len(Component(environment(tc.receiver)).Objects); got != tc.want {
				t.Errorf("%s Got %d objects, want %d.", tc.reason, got, tc.want)
			}
		})
	}
}

// TestCredentialsAreReferredTo: the URL is the credential, and in the Secret that
// a human is asked for anyway.
func TestCredentialsAreReferredTo(t *testing.T) {
	c := Component(environment(platform.Receiver{Slack: &platform.Slack{Channel: "#a", Secret: "alertmanager-receiver-a"}}))
	provider, alert := c.Objects[0].(*notificationv1beta3.Provider), c.Objects[1].(*notificationv1beta3.Alert)
	asked := model.ObjectRef{Kind: "Secret", Namespace: provider.Namespace, Name: provider.Spec.SecretRef.Name}
	if len(c.Secrets) != 1 || asked.Name != "alertmanager-receiver-a" || !c.Secrets[0].Joins || c.Secrets[0].Ref() != asked || c.Secrets[0].Keys[0].Key != "address" {
		t.Errorf("the Provider reads %s, a human is asked for %v", asked, c.Secrets)
	}
	raw, err := json.Marshal(provider)
	if err != nil || strings.Contains(string(raw), "http") {
		t.Errorf("%v: an address in Git: %s", err, raw)
	}
	if alert.Spec.ProviderRef.Name != provider.Name || alert.Spec.EventSeverity != "error" {
		t.Errorf("the Alert tells %s of %s", alert.Spec.ProviderRef.Name, alert.Spec.EventSeverity)
	}
	var got []string
	for _, s := range alert.Spec.EventSources {
		got = append(got, s.Namespace+"/"+s.Kind)
	}
	want := []string{"prod/HelmRelease", "prod/HelmRepository", "prod/Kustomization", "prod/OCIRepository", "flux-system/GitRepository", "flux-system/Kustomization"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("sources -want +got:\n%s", diff)
	}
}
