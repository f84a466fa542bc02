package components

import (
	"slices"

	corev1 "k8s.io/api/core/v1"

	"seamark.dev/seamark/pkg/delivery"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// account is one at a mirror, in the shapes that it is wanted in.
type account struct {
	host string
	// docker is how Docker keeps it, for registries; basic is a key for the
	// name and one for the password, for repositories of charts.
	docker, basic bool
}

// accounts are by the Secret that holds them.
type accounts map[model.ObjectRef]account

// note adds the accounts that a component pulls with. A Secret holds one at
// one host, wherever it is.
func (all accounts) note(c model.Component, spec platform.Spec, engine delivery.Engine) {
	for _, p := range pulls(c, spec, engine) {
		a := all[p.secret]
		a.docker, a.basic = a.docker || p.oci, a.basic || !p.oci
		for _, m := range spec.Mirrors {
			if m.Secret == p.secret.Name {
				a.host = m.Host()
			}
		}
		all[p.secret] = a
	}
}

// ask adds to a component the Secrets that it pulls with, each once.
func (all accounts) ask(c *model.Component, spec platform.Spec, engine delivery.Engine) {
	asked := map[model.ObjectRef]bool{}
	for _, p := range pulls(*c, spec, engine) {
		if asked[p.secret] {
			continue
		}
		asked[p.secret] = true
		ask(c, all[p.secret].secret(p.secret), p.path)
	}
}

// ask adds a Secret to a component that needs it for a field.
func ask(c *model.Component, secret model.Secret, path string) {
	c.Secrets = append(slices.Clip(c.Secrets), secret)
	c.Needs = slices.Clip(c.Needs)
	for _, k := range secret.Keys {
		c.Needs = append(c.Needs, model.Need{Cluster: model.Hub(), Ref: secret.Ref(), Key: k.Key, Path: path})
	}
}

// secret is what a person creates.
func (a account) secret(ref model.ObjectRef) model.Secret {
	s := model.Secret{
		Namespace: ref.Namespace, Name: ref.Name,
		Purpose: "The account that charts and packages are pulled with from " + a.host + ". To read is enough.",
	}
	const name, password = "REGISTRY_USERNAME", "REGISTRY_PASSWORD"
	if a.docker {
		s.Type = string(corev1.SecretTypeDockerConfigJson)
		s.Keys = append(s.Keys, model.SecretKey{
			Key:     corev1.DockerConfigJsonKey,
			Meaning: "The account as Docker keeps it: its name and password, or a name and a token.",
			Inputs:  []string{name, password},
			Format:  `{"auths":{"` + a.host + `":{"auth":"%s"}}}`,
			Basic:   true,
		})
	}
	if a.basic {
		s.Keys = append(s.Keys,
			model.SecretKey{Key: "username", Meaning: "The name of the account.", Inputs: []string{name}, Format: "%s"},
			model.SecretKey{Key: "password", Meaning: "Its password, or a token.", Inputs: []string{password}, Format: "%s"},
		)
	}
	return s
}
