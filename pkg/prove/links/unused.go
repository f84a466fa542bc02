package links

import (
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// unused are the Secrets that a person creates, and keys of them, that nothing refers to.
func (c *checker) unused(used map[inventory.Identity]map[string]bool) diag.List {
	var findings diag.List
	seen := map[model.ObjectRef]bool{}
	for at := range model.Components(c.Units) {
		for _, secret := range at.Component.Secrets {
			if ref := secret.Ref(); !seen[ref] || secret.Joins {
				seen[ref] = true
				findings = append(findings, unusedKeys(secret, at.Component, used[inventory.Identity{Cluster: model.Hub(), Ref: ref}])...)
			}
		}
	}
	return findings
}

func unusedKeys(secret model.Secret, c *model.Component, used map[string]bool) diag.List {
	f := diag.Finding{
		Code: "reference-unused-secret", Severity: diag.Warning,
		Where: c.Source, Subject: diag.Subject{Object: secret.Ref().String(), File: "SECRETS.md"},
		Message: "a person creates it, and nothing refers to it",
		Remedy:  "leave it out of Component.Secrets",
	}
	if len(used) == 0 {
		return diag.List{f}
	}
	var findings diag.List
	for _, key := range secret.Keys {
		if !used[key.Key] && !used[""] {
			f.Code, f.Value = "reference-unused-key", key.Key
			f.Message = "a person creates it with a key that nothing refers to"
			f.Remedy = "refer to it, or leave it out of Component.Secrets"
			findings.Add(f)
		}
	}
	return findings
}
