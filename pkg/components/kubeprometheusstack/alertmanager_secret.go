package kubeprometheusstack

import (
	"maps"
	"slices"

	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/components/secretcopy"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// The keys of the Secrets with the credentials of receivers of alerts. A human
// creates them in the environment's namespace on the hub; they are copied
// beside Alertmanager under the same names.
const (
	KeySlackWebhookURL     = "slack-webhook-url"
	KeySMTPPassword        = "smtp-password"
	KeyWebhookURL          = "webhook-url"
	KeyPagerDutyRoutingKey = "pagerduty-routing-key"
)

// receiverKeys are the keys that the receivers need, by the Secret's name.
func receiverKeys(r platform.Receiver) map[string][]model.SecretKey {
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

// receiverSecretNames are the Secrets that Alertmanager mounts, sorted.
func receiverSecretNames(r platform.Receiver) []string {
	return slices.Sorted(maps.Keys(receiverKeys(r)))
}

// receiverSecrets are what a human is asked for.
func receiverSecrets(env platform.Environment) []model.Secret {
	keys := receiverKeys(env.Alerts.Receiver)
	var secrets []model.Secret
	for _, name := range receiverSecretNames(env.Alerts.Receiver) {
		secrets = append(secrets, model.Secret{
			Namespace: env.Name,
			Name:      name,
			Purpose:   "Where the environment's Alertmanager sends alerts.",
			Keys:      keys[name],
		})
	}
	return secrets
}

// receiverCopies copy the Secrets into the environment's cluster. Without them
// Alertmanager would not start.
func receiverCopies(env platform.Environment) []model.Object {
	var copies []model.Object
	for _, secret := range receiverSecrets(env) {
		copies = append(copies, secretcopy.Of(secret, dokscluster.NamespaceClusterServices))
	}
	return copies
}
