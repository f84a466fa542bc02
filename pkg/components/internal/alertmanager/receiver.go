package alertmanager

import "seamark.dev/seamark/pkg/platform"

// messageText is what a message says, as a template of Alertmanager: a runbook is
// a path in this project or, of the chart's own alerts, a URL.
const messageText = `{{ range .Alerts }}*{{ .Annotations.summary }}*
{{ .Annotations.description }}
{{ .Annotations.runbook }}{{ .Annotations.runbook_url }}
{{ end }}`

// titleOf is the head of a message. All alerts bear the label that it shows.
func titleOf(from string) string {
	return `[{{ .Status | toUpper }}] {{ .CommonLabels.alertname }} ({{ .CommonLabels.` + from + ` }})`
}

// receiversOf are all receivers that the routes name.
func receiversOf(r platform.Receiver, from string) []Receiver {
	receivers := []Receiver{{Name: nobody}}
	if told := teamOf(r, from); told.Slack != nil || told.Email != nil || told.Webhook != nil {
		receivers = append(receivers, told)
	}
	if p := r.PagerDuty; p != nil {
		receivers = append(receivers, Receiver{Name: onCall, PagerDuty: []pagerDutyConfig{{
			RoutingKeyFile: credentialFile(p.Secret, KeyPagerDutyRoutingKey),
			Description:    titleOf(from),
			SendResolved:   true,
		}}})
	}
	return receivers
}

func teamOf(r platform.Receiver, from string) Receiver {
	told := Receiver{Name: team}
	if s := r.Slack; s != nil {
		told.Slack = []slackConfig{{
			APIURLFile:   credentialFile(s.Secret, KeySlackWebhookURL),
			Channel:      s.Channel,
			SendResolved: true,
			Title:        titleOf(from),
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
