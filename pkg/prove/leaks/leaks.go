// Package leaks asks whether there is secret material in the tree: what is
// rendered goes into Git, and from there nothing comes back. Credentials belong
// into Secrets that a human or Crossplane makes, and are named, never written.
package leaks

import (
	"fmt"
	"strings"
	"unicode"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// Check looks through every object, and every release's values and patches. A
// finding shows no more of a secret than its first characters and length.
func Check(inv *inventory.Inventory) diag.List {
	l := leak{inv: inv}
	for i := range inv.Objects {
		if o := &inv.Objects[i]; o.Whole() {
			l.tree(o.At, o.Node)
		}
	}
	for _, r := range inv.Releases {
		l.tree(r.Place.Values(nil), r.Values)
		l.account(r.Place.At(manifest.Fields("chart", "repository")), r.Release.Chart.Repository)
		for i, p := range r.Release.Patches {
			l.text(r.Place.At(manifest.Fields("patches").Item(i)), p.Patch)
		}
	}
	return l.findings
}

// leak collects the findings.
type leak struct {
	inv      *inventory.Inventory
	findings diag.List
}

func (l *leak) add(at inventory.Place, code diag.Code, value, message, remedy string) {
	l.findings.Add(l.inv.Finding(at, diag.Finding{
		Code: code, Value: redacted(value), Message: message, Remedy: remedy,
	}))
}

// tree looks at every text of a tree. Whole Secrets, and fields called
// password and the like, are told by where they stand.
func (l *leak) tree(base inventory.Place, root *manifest.Node) {
	root.Walk(func(path manifest.Path, n *manifest.Node) bool {
		switch n.Kind() {
		case manifest.KindString:
			if hasLeak(n.Text()) && !public(root, path) {
				l.text(base.Below(path), n.Text())
			}
		case manifest.KindMap:
			if n.TextAt("kind") == "Secret" && n.TextAt("apiVersion") == "v1" {
				l.data(base.Below(path), n)
			}
			if base.Release != nil {
				l.fields(base, path, n)
			}
		}
		return true
	})
}

// public tells whether a field of an object is the ID of a key, which by itself
// opens nothing.
func public(o *manifest.Node, path manifest.Path) bool {
	return o.TextAt("kind") == "ObjectStore" && path.String() == "spec.existingKeyID"
}

// text tells of every pattern that a text holds.
func (l *leak) text(at inventory.Place, s string) {
	for _, p := range patterns {
		if found := p.find(s); found != "" {
			l.add(at, p.code, found, p.message, "take it out, replace it where it is valid, and refer to a Secret instead")
		}
	}
}

// account tells of a user in the address of a repository, with a password or
// without: the name alone may be a token.
func (l *leak) account(at inventory.Place, repository string) {
	_, rest, _ := strings.Cut(repository, "://")
	authority, _, _ := strings.Cut(rest, "/")
	if end := strings.LastIndex(authority, "@"); end >= 0 {
		l.add(at, codeURL, authority[:end], "the address holds an account",
			"take it out, replace it where it is valid, and name a Secret with it: spec.mirrors[].secret")
	}
}

// data tells of a Secret that carries values.
func (l *leak) data(at inventory.Place, n *manifest.Node) {
	for _, field := range []string{"data", "stringData"} {
		data, _ := n.Get(field)
		for _, f := range data.Fields() {
			if f.Value.Text() != "" {
				l.add(at.Below(manifest.Fields(field, f.Name)), "secret-data", f.Value.Text(),
					"a Secret with values would be in the repository for everybody to read",
					"let a human or Crossplane make the Secret, and refer to it by name")
			}
		}
	}
}

// fields tells of fields in the user's overrides that ask for a secret and are
// given a literal one.
func (l *leak) fields(base inventory.Place, path manifest.Path, n *manifest.Node) {
	for _, f := range n.Fields() {
		value := f.Value.Text()
		if f.Value.Kind() != manifest.KindString || !secretField(f.Name) || !literal(value) || named(n) || keyName(f.Name, value) {
			continue
		}
		at := base.Below(path.Field(f.Name))
		if at.Overridden() {
			l.add(at, "secret-literal", value, "the field holds a secret in clear text",
				"use the chart's way to refer to a Secret (existingSecret, secretKeyRef …)")
		}
	}
}

// separators are left out of names before they are compared.
var separators = strings.NewReplacer("_", "", "-", "")

// secretField tells whether a field of this name holds a secret: password,
// adminPassword, secret_key, apiToken …
func secretField(name string) bool {
	name = strings.ToLower(separators.Replace(name))
	for _, ending := range [...]string{
		"password", "passwd", "passphrase", "secretkey", "secretaccesskey", "accesskey", "privatekey",
		"apikey", "authkey", "encryptionkey", "clientsecret", "token", "connectionstring", "webhookurl",
	} {
		if strings.HasSuffix(name, ending) {
			return true
		}
	}
	return false
}

// literal tells whether a text is a value, and not a variable or a template
// that stands for one.
func literal(s string) bool {
	return s != "" && !strings.HasPrefix(s, "$") && !strings.Contains(s, "{{")
}

// keyName tells whether a field that may hold a secret key, or as well the name
// of a key of a Secret, holds a name: words without a digit.
func keyName(field, value string) bool {
	if !strings.HasSuffix(strings.ToLower(field), "key") {
		return false
	}
	return !strings.ContainsFunc(value, func(r rune) bool {
		return !unicode.IsLetter(r) && !strings.ContainsRune("-_.", r)
	})
}

// named tells whether a map names a Secret, so that what else it holds are
// names of keys.
func named(n *manifest.Node) bool {
	for _, field := range []string{"name", "secretName", "existingSecret"} {
		if n.TextAt(field) != "" {
			return true
		}
	}
	return false
}

// redacted is what may be shown of a secret.
func redacted(s string) string {
	shown := min(4, len(s)/4)
	return fmt.Sprintf("%s… (%d characters)", s[:shown], len(s))
}
