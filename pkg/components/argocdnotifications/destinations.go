package argocdnotifications

import (
	"strconv"
	"strings"

	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// destination is a service of Argo CD's notifications with its only recipient.
type destination struct {
	// service is its type; name is among those of all types.
	service, name string
	recipient     string
	// options are its settings, with $KEY for what the key has.
	options any
	key     *model.SecretKey
	// criticalOnly is told of critical failures and no others, as of alerts.
	criticalOnly bool
	// message puts what is sent into a template.
	message func(t *template, m message)
}

type webhookOptions struct {
	URL     string   `json:"url"`
	Headers []header `json:"headers"`
}

type header struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type emailOptions struct {
	Host     string `json:"host"`
	Port     int    `json:"port"`
	From     string `json:"from"`
	Username string `json:"username,omitempty"`
	Password string `json:"password,omitempty"`
}

type pagerDutyOptions struct {
	ServiceKeys map[string]string `json:"serviceKeys"`
}

// destinations are the receivers of an environment's alerts, all of them.
func destinations(env platform.Environment) []destination {
	var all []destination
	r, prefix := env.Alerts.Receiver, "seamark-"+env.Name+"-"
	if s := r.Slack; s != nil {
		key := keyOf(env.Name, "slack-webhook-url", "SLACK_WEBHOOK_URL", "the URL of an incoming webhook of the Slack workspace.")
		all = append(all, post(prefix+"slack", key, func(m message) string { return m.slack(s.Channel) }))
	}
	if e := r.Email; e != nil {
		all = append(all, mail(prefix+"email", env.Name, *e))
	}
	if r.Webhook != nil {
		key := keyOf(env.Name, "webhook-url", "WEBHOOK_URL", "the URL that takes alerts as Alertmanager's JSON.")
		all = append(all, post(prefix+"webhook", key, message.alertmanager))
	}
	if r.PagerDuty != nil {
		key := keyOf(env.Name, "pagerduty-routing-key", "PAGERDUTY_ROUTING_KEY", "the integration key of the PagerDuty service, for the Events API v2.")
		all = append(all, destination{
			service: "pagerdutyv2", name: prefix + "pagerduty", recipient: env.Name, criticalOnly: true, key: key,
			options: pagerDutyOptions{ServiceKeys: map[string]string{env.Name: "$" + key.Key}},
			message: func(t *template, m message) { t.PagerDuty = m.pagerDuty() },
		})
	}
	return all
}

// post sends a body to a URL. Slack's incoming webhook is one: Argo CD's own
// service for Slack wants a token of an app instead, which Alertmanager does not.
func post(name string, key *model.SecretKey, body func(message) string) destination {
	return destination{
		service: "webhook", name: name, key: key,
		options: webhookOptions{URL: "$" + key.Key, Headers: []header{{"Content-Type", "application/json"}}},
		message: func(t *template, m message) {
			if t.Webhook == nil {
				t.Webhook = map[string]webhook{}
			}
			t.Webhook[name] = webhook{Method: "POST", Body: body(m)}
		},
	}
}

func mail(name, environment string, e platform.Email) destination {
	host, port, _ := strings.Cut(e.Smarthost, ":")
	number, _ := strconv.Atoi(port) // the configuration is valid
	options := emailOptions{Host: host, Port: number, From: e.From}
	d := destination{service: "email", name: name, recipient: e.To, message: func(t *template, m message) { t.Email = m.email() }}
	if e.Username != "" {
		d.key = keyOf(environment, "smtp-password", "SMTP_PASSWORD", "the password of "+e.Username+" at the mail server "+e.Smarthost+".")
		options.Username, options.Password = e.Username, "$"+d.key.Key
	}
	d.options = options
	return d
}

// encode is a setting as YAML. It holds strings and numbers alone, so that it can
// always be encoded.
func encode(v any) string {
	node, err := manifest.Of(v)
	if err != nil {
		return err.Error()
	}
	return string(node.YAML())
}
