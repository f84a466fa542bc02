package names

import (
	"fmt"
	"slices"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// secretOwners finds Secrets that a person creates under a name that is taken: by
// what a component, a chart or Crossplane makes, or by another Secret that a
// person creates. One would overwrite the other.
func (c *checker) secretOwners() diag.List {
	var findings diag.List
	first := map[model.ObjectRef]model.Secret{}
	told := map[model.ObjectRef]bool{}
	for at := range model.Components(c.Units) {
		for _, secret := range at.Component.Secrets {
			ref := secret.Ref()
			message := ""
			if other, twice := first[ref]; twice && !sameSecret(other, secret) {
				message = "a person creates two Secrets of this name, with different keys"
			} else if t := c.Things[inventory.Identity{Cluster: model.Hub(), Ref: ref}]; t != nil && len(t.Units) > 0 {
				message = fmt.Sprintf("a person creates it, and %s makes it too", t.Units[0])
			}
			first[ref] = secret
			if message != "" && !told[ref] {
				told[ref] = true
				findings.Add(diag.Finding{
					Code: "names-duplicate-secret", Value: ref.Name, Message: message, Remedy: "give one of them another name",
					Where: at.Component.Source, Subject: diag.Subject{Object: ref.String(), File: "SECRETS.md"},
				})
			}
		}
	}
	return findings
}

// sameSecret tells whether one command makes both.
func sameSecret(a, b model.Secret) bool {
	same := func(a, b model.SecretKey) bool { return a.Key == b.Key && a.Format == b.Format }
	if a.Type != b.Type || a.Shared != b.Shared {
		return false
	}
	if !a.Joins && !b.Joins {
		return slices.EqualFunc(a.Keys, b.Keys, same)
	}
	return !slices.ContainsFunc(a.Keys, func(one model.SecretKey) bool {
		return slices.ContainsFunc(b.Keys, func(other model.SecretKey) bool { return one.Key == other.Key && !same(one, other) })
	})
}
