package alertmanager

import (
	"maps"
	"slices"

	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// The keys of the Secrets with the credentials of receivers of alerts.
const (
	KeySlackWebhookURL     = "slack-webhook-url"
	KeySMTPPassword        = "smtp-password"
	KeyWebhookURL          = "webhook-url"
	KeyPagerDutyRoutingKey = "pagerduty-routing-key"
)

// keys are the keys that the receivers need, by the Secret's name.
func keys(r platform.Receiver) map[string][]model.SecretKey {
	keys := map[string][]model.SecretKey{}
	need := func(secret, key, input, meaning string) {
		keys[secret] = append(keys[secret], model.SecretKey{Key: key, Meaning: meaning, Inputs: []string{input}, Format: "%s"})
	}
	if s := r.Slack; s != nil {
		need(s.Secret, KeySlackWebhookURL, "SLACK_WEBHOOK_URL", "The URL of an incoming webhook of the Slack workspace.")
	}
	if e := r.Email; e != nil && e.Username != "" {
		need(e.Secret, KeySMTPPassword, "SMTP_PASSWORD", "The password of "+e.Username+" at the mail server "+e.Smarthost+".")
	}
	if w := r.Webhook; w != nil {
		need(w.Secret, KeyWebhookURL, "WEBHOOK_URL", "The URL that takes alerts as Alertmanager's JSON.")
	}
	if p := r.PagerDuty; p != nil {
		need(p.Secret, KeyPagerDutyRoutingKey, "PAGERDUTY_ROUTING_KEY", "The integration key of the PagerDuty service, for the Events API v2.")
	}
	return keys
}

// SecretNames are the Secrets that Alertmanager mounts, sorted.
func SecretNames(r platform.Receiver) []string {
	return slices.Sorted(maps.Keys(keys(r)))
}

// Secrets are what a person creates in a namespace on the hub. Purpose says
// what they are for, in a sentence.
func Secrets(r platform.Receiver, namespace, purpose string) []model.Secret {
	keys := keys(r)
	var secrets []model.Secret
	for _, name := range SecretNames(r) {
		secrets = append(secrets, model.Secret{Namespace: namespace, Name: name, Purpose: purpose, Keys: keys[name]})
	}
	return secrets
}
