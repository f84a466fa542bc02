package argocdnotifications

import (
	"fmt"
	"strings"
)

// template is what is sent of a failure, by the service that sends it.
type template struct {
	Message   string             `json:"message"`
	Email     *email             `json:"email,omitempty"`
	Webhook   map[string]webhook `json:"webhook,omitempty"`
	PagerDuty *pagerDuty         `json:"pagerdutyv2,omitempty"`
}

type email struct {
	Subject string `json:"subject"`
	Body    string `json:"body"`
}

type webhook struct {
	Method string `json:"method"`
	Body   string `json:"body"`
}

type pagerDuty struct {
	Summary   string `json:"summary"`
	Severity  string `json:"severity"`
	Source    string `json:"source"`
	Component string `json:"component"`
	Class     string `json:"class"`
	DedupKey  string `json:"dedupKey"`
}

// template is that of a failure for the destinations that are told of it.
func (f failure) template(environment string, told []destination) template {
	m := message{failure: f, environment: environment}
	t := template{Message: m.text("{{$summary}}\n{{$detail}}")}
	for _, d := range told {
		d.message(&t, m)
	}
	return t
}

// message is what is said of a failure to the receivers of an environment.
type message struct {
	failure
	environment string
}

// text is a text of a Go template. Each is a template of its own, so that each
// begins with what it can say: $name, $summary and $detail, which no service
// finds too long, and more.
func (m message) text(text string, more ...string) string {
	actions := append([]string{
		`$name := .app.metadata.name`,
		fmt.Sprintf(`$summary := printf %q $name`, m.summary),
		m.details,
		`$detail = trunc 900 (trim $detail)`,
	}, more...)
	return "{{- " + strings.Join(actions, " -}}\n{{- ") + " -}}\n" + text
}

func (m message) severity() string {
	if m.critical {
		return "critical"
	}
	return "warning"
}

func (m message) email() *email {
	return &email{
		Subject: m.text("[FIRING] " + m.alert + " (" + m.environment + "): {{$summary}}"),
		Body:    m.text("{{$summary}}.\n\n{{$detail}}\n\nargocd app get {{$name}}\n"),
	}
}

func (m message) pagerDuty() *pagerDuty {
	return &pagerDuty{
		Summary: m.text("{{$summary}}: {{$detail}}"), Severity: m.severity(),
		Source: "argocd", Component: "{{.app.metadata.name}}", Class: m.alert,
		DedupKey: m.environment + "/" + m.alert + "/{{.app.metadata.name}}",
	}
}

// slack is the body of an incoming webhook, to which three characters are markup.
func (m message) slack(channel string) string {
	return m.text(fmt.Sprintf(`{{dict "channel" %q "text" $text | toJson}}`, channel),
		fmt.Sprintf(`$text := printf "*[FIRING] %s (%s)*\n*%%s*\n%%s" $summary $detail`, m.alert, m.environment),
		`$text = $text | replace "&" "&amp;" | replace "<" "&lt;" | replace ">" "&gt;"`)
}

// alertmanager is the body of Alertmanager's webhook, version 4, with one alert
// that is never resolved.
func (m message) alertmanager() string {
	return m.text(
		`{{dict "version" "4" "groupKey" $key "truncatedAlerts" 0 "status" "firing" "receiver" "argocd" "externalURL" ""`+
			` "groupLabels" $labels "commonLabels" $labels "commonAnnotations" $notes "alerts" (list $alert) | toJson}}`,
		fmt.Sprintf(`$labels := dict "alertname" %q "severity" %q "environment" %q "application" $name`, m.alert, m.severity(), m.environment),
		`$notes := dict "summary" $summary "description" $detail`,
		fmt.Sprintf(`$key := printf "%s/%s/%%s" $name`, m.environment, m.alert),
		`$alert := dict "status" "firing" "labels" $labels "annotations" $notes "startsAt" (now | date "2006-01-02T15:04:05Z07:00")`+
			` "endsAt" "0001-01-01T00:00:00Z" "generatorURL" "" "fingerprint" ($key | sha256sum | trunc 16)`)
}
