// Package argocdpush lets the host of the repository call Argo CD after a push.
// Argo CD listens anyway, and with the key of a provider in its own Secret it
// takes no calls of that provider but those that prove to be its. So there is
// nothing to deliver, but a key to ask for.
package argocdpush

import (
	"net/url"
	"strings"

	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

const name = "argocd-push"

// unit is where it belongs; nothing is delivered in it.
var unit = declare.Unit{Path: "push", Shared: true}

// Declaration is the webhook of Argo CD.
func Declaration() declare.Component {
	return declare.Component{Name: name, Unit: unit, Share: Component}
}

// Component is the key of the Secret; nothing where nobody calls.
func Component(p platform.Platform) model.Component {
	push := p.Spec.Delivery.Push
	if push == nil {
		return model.Component{}
	}
	key := keyOf(*push, p.Spec.Delivery.Repository.URL)
	asked := model.Secret{
		Namespace: dokscluster.ArgoCDNamespace, Name: push.Secret, Shared: true,
		Purpose: "By which Argo CD knows that a call comes from the repository's host. It is there from the installation of Argo CD, so come back to it then; Argo CD reads no other Secret for this. The other keys stay as they are.",
		Keys:    []model.SecretKey{key},
	}
	return model.Component{
		Name: name, Secrets: []model.Secret{asked},
		Needs: []model.Need{{Cluster: model.Hub(), Ref: asked.Ref(), Key: key.Key, Path: "spec.delivery.push"}},
	}
}

// keyOf is the key that Argo CD reads, as of v3.2 (util/settings). Bitbucket's
// cloud is known by the UUID of the webhook, its server by a secret.
func keyOf(push platform.Push, repository string) model.SecretKey {
	switch push.Provider {
	case platform.Gitea: // calls with the headers of Gogs, too
		return secretKey("webhook.gogs.secret")
	case platform.Bitbucket:
		if u, err := url.Parse(repository); err == nil && strings.EqualFold(u.Hostname(), "bitbucket.org") {
			return model.SecretKey{
				Key: "webhook.bitbucket.uuid", Inputs: []string{"PUSH_WEBHOOK_UUID"}, Format: "%s",
				Meaning: "The UUID of the webhook, as the header `X-Hook-UUID` of its requests has it. Bitbucket makes it with the webhook, and shows the requests beside it.",
			}
		}
		return secretKey("webhook.bitbucketserver.secret")
	}
	return secretKey("webhook." + string(push.Provider) + ".secret")
}

func secretKey(key string) model.SecretKey {
	return model.SecretKey{
		Key: key, Inputs: []string{"PUSH_WEBHOOK_TOKEN"}, Format: "%s",
		Meaning: "The secret of the webhook, which the repository's host is given as well. Make up a long one, as `openssl rand -hex 32` does.",
	}
}
