package argocd

import (
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// ChartAccounts are beside Argo CD itself, one for everything on a host.
func (Engine) ChartAccounts(spec platform.Spec, c model.Component) (own []model.Secret, beside bool) {
	for _, r := range c.Releases {
		_, m := spec.Mirrored(r.Mirror.Upstream)
		if m.Secret == "" || len(r.Patches) > 0 { // kustomize, which fetches charts that are patched, has no accounts
			continue
		}
		secret := account(m)
		if !slices.ContainsFunc(own, func(s model.Secret) bool { return s.Name == secret.Name }) {
			own = append(own, secret)
		}
	}
	return own, false
}

// account is the Secret that a person makes.
func account(m platform.Mirror) model.Secret {
	scheme, _, _ := strings.Cut(m.To, "://")
	url, name := scheme+"://"+m.Host(), m.Secret+"-charts"
	if m.OCI() {
		url, name = m.Host(), m.Secret+"-registry" // as an Application has it
	}
	s := model.Secret{
		Namespace: Namespace, Name: name,
		Labels:  map[string]string{"argocd.argoproj.io/secret-type": "repo-creds"},
		Purpose: "The account that Argo CD pulls charts with from " + m.Host() + ". To read is enough.",
		Keys: []model.SecretKey{
			{Key: "type", Meaning: "What it is an account for.", Format: "helm"},
			{Key: "url", Meaning: "Where it is valid, and for all that is below.", Format: url},
			{Key: "username", Meaning: "The name of the account.", Inputs: []string{"REGISTRY_USERNAME"}, Format: "%s"},
			{Key: "password", Meaning: "Its password, or a token.", Inputs: []string{"REGISTRY_PASSWORD"}, Format: "%s"},
		},
	}
	if m.OCI() {
		s.Keys = append(s.Keys, model.SecretKey{Key: "enableOCI", Meaning: "That it is a registry.", Format: "true"})
	}
	return s
}
