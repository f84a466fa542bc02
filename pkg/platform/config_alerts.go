package platform

// Alerts says who is told when something is wrong.
type Alerts struct {
	// Receiver is where Alertmanager sends alerts. With none of its fields
	// they are only to be seen in Grafana and Alertmanager.
	Receiver Receiver `json:"receiver,omitzero"`
}

// Receiver is where Alertmanager sends alerts: any of these, each with its
// credentials in a Secret that you make on the hub, in the environment's
// namespace, or for alerts of the hub in hub-monitoring. Several may share a
// Secret, for each has a key of its own in it. Of what it cannot apply for an
// environment Argo CD tells all of them itself, and Flux Slack alone.
type Receiver struct {
	// Slack is a channel that is told of critical alerts and warnings.
	Slack *Slack `json:"slack,omitempty"`
	// Email is an address that is told of critical alerts and warnings.
	Email *Email `json:"email,omitempty"`
	// Webhook is a URL that is told of critical alerts and warnings.
	Webhook *Webhook `json:"webhook,omitempty"`
	// PagerDuty is a service that is told of critical alerts only.
	PagerDuty *PagerDuty `json:"pagerDuty,omitempty"`
}

// Slack is a channel, by an incoming webhook.
type Slack struct {
	// Channel is the channel's name with its #, or its ID.
	Channel string `json:"channel"`
	// Secret is the Secret with the key slack-webhook-url, and for Flux with the
	// same value as address.
	// Default: alertmanager-receiver.
	Secret string `json:"secret,omitempty"`
}

// Email is an address, by a mail server that speaks TLS.
type Email struct {
	// To is the address to write to.
	To string `json:"to"`
	// From is the address to write from.
	From string `json:"from"`
	// Smarthost is the mail server, HOST:PORT. DigitalOcean blocks port 25.
	Smarthost string `json:"smarthost"`
	// Username is the name to log in with. Without one nobody logs in, and no
	// Secret is needed.
	Username string `json:"username,omitempty"`
	// Secret is the Secret with the key smtp-password.
	// Default: alertmanager-receiver.
	Secret string `json:"secret,omitempty"`
}

// Webhook is a URL that takes Alertmanager's own JSON.
type Webhook struct {
	// Secret is the Secret with the key webhook-url.
	// Default: alertmanager-receiver.
	Secret string `json:"secret,omitempty"`
}

// PagerDuty is a service, by the Events API v2.
type PagerDuty struct {
	// Secret is the Secret with the key pagerduty-routing-key.
	// Default: alertmanager-receiver.
	Secret string `json:"secret,omitempty"`
}
