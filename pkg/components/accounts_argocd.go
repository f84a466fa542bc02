package components

import (
	"strings"

	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// askArgoCD adds to a component the accounts by which Argo CD pulls its charts.
// Argo CD keeps them beside itself, one for everything on a host.
func askArgoCD(c *model.Component, spec platform.Spec) {
	asked := map[string]bool{}
	for _, r := range c.Releases {
		_, m := spec.Mirrored(r.Mirror.Upstream)
		if m.Secret == "" || len(r.Patches) > 0 { // kustomize, which fetches charts that are patched, has no accounts
			continue
		}
		secret := argoCDAccount(m)
		if asked[secret.Name] {
			continue
		}
		asked[secret.Name] = true
		c.Secrets = append(c.Secrets[:len(c.Secrets):len(c.Secrets)], secret)
		c.Needs = c.Needs[:len(c.Needs):len(c.Needs)]
		for _, k := range secret.Keys {
			c.Needs = append(c.Needs, model.Need{Cluster: model.Hub(), Ref: secret.Ref(), Key: k.Key, Path: "chart"})
		}
	}
}

// argoCDAccount is what a human is asked for.
func argoCDAccount(m platform.Mirror) model.Secret {
	scheme, _, _ := strings.Cut(m.To, "://")
	url, name := scheme+"://"+m.Host(), m.Secret+"-charts"
	if m.OCI() {
		url, name = m.Host(), m.Secret+"-registry" // as an Application has it
	}
	s := model.Secret{
		Namespace: dokscluster.ArgoCDNamespace, Name: name,
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
