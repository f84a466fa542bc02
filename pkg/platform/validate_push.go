package platform

import (
	"fmt"
	"net/url"
	"strings"

	"seamark.dev/seamark/pkg/manifest"
)

// pushProviders are the providers that can call, and pushHosts the hosts by which
// some of them are known.
var (
	pushProviders = []string{string(GitHub), string(GitLab), string(Bitbucket), string(Gitea), string(GenericHMAC)}
	pushHosts     = map[string]PushProvider{
		"github.com": GitHub, "gitlab.com": GitLab, "bitbucket.org": Bitbucket, "gitea.com": Gitea, "codeberg.org": Gitea,
	}
)

// push checks a webhook: that its engine has it, and that it is of the provider
// who hosts the repository.
func (c *checker) push(at manifest.Path, push Push, d Delivery) {
	provider := at.Field("provider")
	if strings.EqualFold(string(push.Provider), "forgejo") {
		c.add("config-unknown-push-provider", provider, string(push.Provider), "must be "+either(pushProviders), "use gitea: Forgejo calls as Gitea does")
	} else if c.oneOf("config-unknown-push-provider", provider, string(push.Provider), pushProviders) {
		c.pushHost(provider, push.Provider, d)
	}
	if d.Engine != ArgoCD {
		c.secretOf(at.Field("secret"), push.Secret, defaultPushSecret)
		return
	}
	if push.Provider == GenericHMAC {
		c.add("config-wrong-delivery", provider, string(push.Provider), "must be a provider that Argo CD knows: it takes no signed calls of others",
			"use "+either(pushProviders[:4])+", or the engine "+string(Flux))
	}
	if push.Secret != argoCDSecret {
		c.add("config-wrong-delivery", at.Field("secret"), push.Secret, "must be left out: Argo CD reads "+argoCDSecret+" and no other Secret", "take it out")
	}
}

// pushHost warns of a webhook of one provider for a repository of another. Of
// hosts that are not well-known nobody can tell whose they are.
func (c *checker) pushHost(at manifest.Path, provider PushProvider, d Delivery) {
	u, err := url.Parse(d.Repository.URL)
	if err != nil {
		return // told of the URL
	}
	host := strings.ToLower(u.Hostname())
	if whose, known := pushHosts[host]; known && provider != whose && provider != GenericHMAC {
		c.warn("config-another-push-provider", at, string(provider), "is not who hosts the repository, "+host+": nobody would call",
			fmt.Sprintf("use %s, or correct delivery.repository.url", whose))
	}
}
