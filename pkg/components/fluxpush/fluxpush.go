// Package fluxpush lets the host of the repository call Flux after a push: a
// Receiver of Flux's notification-controller for the GitRepository that
// everything is applied from. What reaches it from outside is not made here: who
// runs the hub decides how anything gets in.
package fluxpush

import (
	notificationv1 "github.com/fluxcd/notification-controller/api/v1"
	"github.com/fluxcd/pkg/apis/meta"
	sourcev1 "github.com/fluxcd/source-controller/api/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

const (
	// Name is the Receiver.
	Name = "push"
	// namespace is where `flux bootstrap` puts Flux, and the GitRepository that
	// has its name.
	namespace = "flux-system"
	// keyToken is what Flux wants it to be called.
	keyToken = "token"
)

// unit waits for nothing, and nothing waits for it.
var unit = declare.Unit{Path: "push", Shared: true}

// Declaration is the webhook of Flux.
func Declaration() declare.Component {
	return declare.Component{Name: "flux-push", Unit: unit, Share: Component}
}

// events are those of a push, and of the test that the provider makes of a new
// webhook. Bitbucket's server and cloud call theirs differently. What is not
// listed is refused; a signed call of anybody has no events.
var events = map[platform.PushProvider][]string{
	platform.GitHub:    {"ping", "push"},
	platform.GitLab:    {"Push Hook"},
	platform.Bitbucket: {"diagnostics:ping", "repo:push", "repo:refs_changed"},
	platform.Gitea:     {"push"},
}

// kindOf is what Flux calls the provider. Gitea calls as GitHub does, too, and
// tries a new webhook with a push.
func kindOf(provider platform.PushProvider) string {
	if provider == platform.Gitea {
		return notificationv1.GitHubReceiver
	}
	return string(provider)
}

// Component is the Receiver; nothing where nobody calls.
func Component(p platform.Platform) model.Component {
	push := p.Spec.Delivery.Push
	if push == nil {
		return model.Component{}
	}
	return model.Component{
		Name:    "flux-push",
		Secrets: []model.Secret{secret(push.Secret)},
		Objects: []model.Object{&notificationv1.Receiver{
			TypeMeta:   kinds.NotificationReceiver,
			ObjectMeta: metav1.ObjectMeta{Name: Name, Namespace: namespace},
			Spec: notificationv1.ReceiverSpec{
				Type:      kindOf(push.Provider),
				Events:    events[push.Provider],
				SecretRef: meta.LocalObjectReference{Name: push.Secret},
				Resources: []notificationv1.CrossNamespaceObjectReference{{
					APIVersion: sourcev1.GroupVersion.String(), Kind: sourcev1.GitRepositoryKind, Name: namespace,
				}},
			},
		}},
	}
}

func secret(name string) model.Secret {
	return model.Secret{
		Namespace: namespace, Name: name,
		Purpose: "By which Flux knows that a call comes from the repository's host, and of which it makes the path of the webhook.",
		Keys: []model.SecretKey{{
			Key: keyToken, Meaning: "The secret of the webhook, which the repository's host is given as well. Make up a long one, as `openssl rand -hex 32` does.",
			Inputs: []string{"PUSH_WEBHOOK_TOKEN"}, Format: "%s",
		}},
	}
}
