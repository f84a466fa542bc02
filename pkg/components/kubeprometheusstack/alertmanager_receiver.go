package kubeprometheusstack

import "seamark.dev/seamark/pkg/platform"

// What a message says, as Alertmanager's templates: alerts bear the label of
// their environment, and a runbook is a path in this project or, of the chart's
// own alerts, a URL.
const (
	messageTitle = `[{{ .Status | toUpper }}] {{ .CommonLabels.alertname }} ({{ .CommonLabels.environment }})`
	messageText  = `{{ range .Alerts }}*{{ .Annotations.summary }}*
{{ .Annotations.description }}
{{ .Annotations.runbook }}{{ .Annotations.runbook_url }}
{{ end }}`
)

// receiversOf are all receivers that the routes name.
func receiversOf(r platform.Receiver) []receiver {
	receivers := []receiver{{Name: nobody}}
	if told := teamOf(r); told.Slack != nil || told.Email != nil || told.Webhook != nil {
		receivers = append(receivers, told)
	}
	if p := r.PagerDuty; p != nil {
		receivers = append(receivers, receiver{Name: onCall, PagerDuty: []pagerDutyConfig{{
			RoutingKeyFile: credentialFile(p.Secret, KeyPagerDutyRoutingKey),
			Description:    messageTitle,
			SendResolved:   true,
		}}})
	}
	return receivers
}

func teamOf(r platform.Receiver) receiver {
	told := receiver{Name: team}
	if s := r.Slack; s != nil {
		told.Slack = []slackConfig{{
			APIURLFile:   credentialFile(s.Secret, KeySlackWebhookURL),
			Channel:      s.Channel,
			SendResolved: true,
			Title:        messageTitle,
			Text:         messageText,
		}}
	}
	if e := r.Email; e != nil {
		told.Email = []emailConfig{emailOf(*e)}
	}
	if w := r.Webhook; w != nil {
		told.Webhook = []webhookConfig{{URLFile: credentialFile(w.Secret, KeyWebhookURL), SendResolved: true}}
	}
	return told
}

// emailOf always speaks TLS, which is Alertmanager's default.
func emailOf(e platform.Email) emailConfig {
	config := emailConfig{To: e.To, From: e.From, Smarthost: e.Smarthost, SendResolved: true}
	if e.Username != "" {
		config.AuthUsername = e.Username
		config.AuthPasswordFile = credentialFile(e.Secret, KeySMTPPassword)
	}
	return config
}

// credentialFile is where the operator mounts a key of a Secret that the
// Alertmanager's spec names.
func credentialFile(secret, key string) string {
	return "/etc/alertmanager/secrets/" + secret + "/" + key
}
