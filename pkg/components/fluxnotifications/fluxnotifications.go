// Package fluxnotifications tells the receivers of alerts what Flux itself
// cannot do: it sends the event at once, with the message, on a hub without
// Prometheus too.
//
// Of the receivers that a configuration knows only Slack can be told, by the
// Secret that Alertmanager has of it (as of notification-controller v1.9). A
// webhook takes what Alertmanager sends, and Flux sends its own events, or what
// Alertmanager itself takes; the key of PagerDuty would stand in the Provider
// (spec.channel), and so in Git; mail Flux cannot send at all.
package fluxnotifications

import (
	notificationv1 "github.com/fluxcd/notification-controller/api/v1"
	notificationv1beta3 "github.com/fluxcd/notification-controller/api/v1beta3"
	"github.com/fluxcd/pkg/apis/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

const (
	name = "slack"
	// keyAddress is what Flux wants it to be called.
	keyAddress = "address"
	// controlPlane is where Flux has what all environments share.
	controlPlane = "flux-system"
)

// unit waits for nothing: it tells when the first of the others fails.
var unit = declare.Unit{Path: "notifications"}

// Declaration is the notifications of Flux.
func Declaration() declare.Component {
	return declare.Component{Name: "flux-notifications", Unit: unit, Build: Component}
}

// Component is a Provider and an Alert for an environment that has a channel;
// nothing for others. It tells of what holds the environment back, so of the
// control plane as well.
func Component(env platform.Environment) model.Component {
	slack := env.Alerts.Receiver.Slack
	if slack == nil {
		return model.Component{}
	}
	metadata := metav1.ObjectMeta{Name: name, Namespace: env.Name}
	return model.Component{
		Name:    "flux-notifications",
		Secrets: []model.Secret{secret(env.Name, slack.Secret)},
		Objects: []model.Object{
			&notificationv1beta3.Provider{
				TypeMeta: kinds.NotificationProvider, ObjectMeta: metadata,
				Spec: notificationv1beta3.ProviderSpec{
					Type: notificationv1beta3.SlackProvider, Channel: slack.Channel,
					SecretRef: &meta.LocalObjectReference{Name: slack.Secret},
				},
			},
			&notificationv1beta3.Alert{
				TypeMeta: kinds.NotificationAlert, ObjectMeta: metadata,
				Spec: notificationv1beta3.AlertSpec{
					ProviderRef:   meta.LocalObjectReference{Name: name},
					EventSeverity: "error",
					EventMetadata: map[string]string{"environment": env.Name},
					EventSources:  sources(env.Name),
				},
			},
		},
	}
}

func sources(environment string) []notificationv1.CrossNamespaceObjectReference {
	var all []notificationv1.CrossNamespaceObjectReference
	add := func(namespace string, kinds ...string) {
		for _, kind := range kinds {
			all = append(all, notificationv1.CrossNamespaceObjectReference{Kind: kind, Namespace: namespace, Name: "*"})
		}
	}
	add(environment, "HelmRelease", "HelmRepository", "Kustomization", "OCIRepository")
	// A hub that forbids references to other namespaces leaves these out.
	add(controlPlane, "GitRepository", "Kustomization")
	return all
}

// secret is that of Alertmanager's Slack, with the same value under the name
// that Flux wants.
func secret(namespace, name string) model.Secret {
	return model.Secret{
		Namespace: namespace, Name: name, Joins: true,
		Purpose: "Where Flux tells Slack what it cannot apply.",
		Keys: []model.SecretKey{{
			Key: keyAddress, Meaning: "The same URL of an incoming webhook of Slack, under the name that Flux wants.",
			Inputs: []string{"SLACK_WEBHOOK_URL"}, Format: "%s",
		}},
	}
}
