package argocdnotifications

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/pkg/platform"
)

func environment(name string, r platform.Receiver) platform.Environment {
	return platform.Environment{Name: name, Alerts: platform.Alerts{Receiver: r}}
}

func everybody() platform.Receiver {
	return platform.Receiver{
		Slack:     &platform.Slack{Channel: "#a"},
		Email:     &platform.Email{To: "to@example.com", From: "from@example.com", Smarthost: "smtp.example.com:587", Username: "me"},
		Webhook:   &platform.Webhook{},
		PagerDuty: &platform.PagerDuty{},
	}
}

func platformOf(environments ...platform.Environment) platform.Platform {
	return platform.Platform{Spec: platform.Spec{Environments: environments}}
}

func TestWhoIsTold(t *testing.T) {
	anonymous := everybody().Email
	anonymous.Username = ""
	cases := map[string]struct {
		reason         string
		receiver       platform.Receiver
		services, keys []string
	}{
		"Nobody":    {"Nobody asked for it.", platform.Receiver{}, nil, nil},
		"Slack":     {"By the webhook that alerts go to.", platform.Receiver{Slack: everybody().Slack}, []string{"service.webhook.seamark-prod-slack"}, []string{"prod-slack-webhook-url"}},
		"Email":     {"By the mail server of the alerts.", platform.Receiver{Email: everybody().Email}, []string{"service.email.seamark-prod-email"}, []string{"prod-smtp-password"}},
		"Anonymous": {"Nobody logs in.", platform.Receiver{Email: anonymous}, []string{"service.email.seamark-prod-email"}, nil},
		"Webhook":   {"As Alertmanager would.", platform.Receiver{Webhook: everybody().Webhook}, []string{"service.webhook.seamark-prod-webhook"}, []string{"prod-webhook-url"}},
		"PagerDuty": {"Its key is referred to.", platform.Receiver{PagerDuty: everybody().PagerDuty}, []string{"service.pagerdutyv2.seamark-prod-pagerduty"}, []string{"prod-pagerduty-routing-key"}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			c := Component(platformOf(environment("prod", tc.receiver)))
			var services, keys []string
			for key := range dataOf(t, c.Objects) {
				if strings.HasPrefix(key, "service.") {
					services = append(services, key)
				}
			}
			for _, s := range c.Secrets {
				for _, k := range s.Keys {
					keys = append(keys, k.Key)
				}
			}
			if diff := cmp.Diff(tc.services, services); diff != "" {
				t.Errorf("%s -want +got:\n%s", tc.reason, diff)
			}
			if diff := cmp.Diff(tc.keys, keys); diff != "" {
				t.Errorf("%s A human is asked for (-want +got):\n%s", tc.reason, diff)
			}
			if len(c.Needs) != len(keys) {
				t.Errorf("%d of %d keys are needed", len(c.Needs), len(keys))
			}
		})
	}
}

// dataOf are the settings; nil if there are none.
func dataOf[T any](t *testing.T, objects []T) map[string]string {
	t.Helper()
	if len(objects) == 0 {
		return nil
	}
	cm, ok := any(objects[0]).(*corev1.ConfigMap)
	if !ok || len(objects) != 1 {
		t.Fatalf("%d objects, the first %T", len(objects), objects[0])
	}
	return cm.Data
}

// TestOnlyOurKeys: what others have in the ConfigMap stays theirs, so no key may
// be one that they could have, or that all share.
func TestOnlyOurKeys(t *testing.T) {
	c := Component(platformOf(environment("prod", everybody()), environment("test", everybody())))
	ours := regexp.MustCompile(`^(service\.[a-z0-9]+|trigger|template)\.seamark-(prod|test)-[a-z]+$`)
	for key := range dataOf(t, c.Objects) {
		if !ours.MatchString(key) {
			t.Errorf("%s is not ours alone", key)
		}
	}
	if got := c.Objects[0].GetAnnotations()["argocd.argoproj.io/sync-options"]; got != "Prune=false,Delete=false" {
		t.Errorf("Argo CD's settings would go with ours: %q", got)
	}
	if len(c.Secrets) != 1 || !c.Secrets[0].Shared || len(c.Secrets[0].Keys) != 8 {
		t.Errorf("Secrets: %v", c.Secrets)
	}
	inputs := map[string]bool{}
	for _, k := range c.Secrets[0].Keys {
		inputs[k.Inputs[0]] = true
	}
	if len(inputs) != 8 {
		t.Errorf("two keys are asked for as one: %v", inputs)
	}
}

// TestCredentialsAreReferredTo: of all that is secret the settings hold $KEY, as
// the whole value, of a key that a human is asked for.
func TestCredentialsAreReferredTo(t *testing.T) {
	c := Component(platformOf(environment("prod", everybody())))
	var asked, used []string
	for _, k := range c.Secrets[0].Keys {
		asked = append(asked, "$"+k.Key)
	}
	reference := regexp.MustCompile(`(?m)^\s*(url|password|prod): (\$[\w-]+)$`)
	for key, value := range dataOf(t, c.Objects) {
		if strings.HasPrefix(key, "service.") {
			for _, m := range reference.FindAllStringSubmatch(value, -1) {
				used = append(used, m[2])
			}
		}
	}
	slices.Sort(asked)
	slices.Sort(used)
	if diff := cmp.Diff(asked, used); diff != "" {
		t.Errorf("-asked +used:\n%s", diff)
	}
}

// TestSubscriptions: each names triggers and services that there are.
func TestSubscriptions(t *testing.T) {
	prod, test := environment("prod", everybody()), environment("test", platform.Receiver{PagerDuty: &platform.PagerDuty{}})
	data := dataOf(t, Component(platformOf(prod, test)).Objects)
	var names []string
	for key := range data {
		names = append(names, key[strings.LastIndex(key, ".")+1:])
	}
	cases := map[string]struct {
		reason       string
		environments []platform.Environment
		makesOthers  bool
		want         []string
	}{
		"Leaf": {"PagerDuty hears of what is critical.", []platform.Environment{prod}, false, []string{
			"slack,email,webhook: sync,drift,health,unknown", "pagerduty: unknown",
		}},
		"Maker": {"What it makes tells of its own health.", []platform.Environment{prod}, true, []string{
			"slack,email,webhook: sync,drift,unknown", "pagerduty: unknown",
		}},
		"ControlPlane": {"It holds all environments back.", []platform.Environment{prod, test}, true, []string{
			"slack,email,webhook: sync,drift,unknown", "pagerduty: unknown", "pagerduty: unknown",
		}},
		"Nobody": {"Nobody asked for it.", []platform.Environment{environment("dev", platform.Receiver{})}, false, nil},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			var all []subscription
			if err := yaml.UnmarshalStrict([]byte(Subscriptions(tc.environments, tc.makesOthers)), &all); err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, s := range all {
				var to, of []string
				for _, d := range s.Destinations {
					to = append(to, d.Service)
				}
				for _, name := range append(slices.Clone(to), s.Trigger...) {
					if !slices.Contains(names, name) {
						t.Errorf("%s is not in the settings", name)
					}
				}
				for i, name := range to {
					to[i] = name[strings.LastIndex(name, "-")+1:]
				}
				for _, name := range s.Trigger {
					of = append(of, name[strings.LastIndex(name, "-")+1:])
				}
				got = append(got, strings.Join(to, ",")+": "+strings.Join(of, ","))
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s -want +got:\n%s", tc.reason, diff)
			}
		})
	}
}
