// Package leaks asks whether there is secret material in the tree: what is
// rendered goes into Git, and from there nothing comes back. Credentials belong
// into Secrets that a person or Crossplane makes, and are named, never written.
package leaks

import (
	"strings"

	"seamark.dev/seamark/internal/secrets"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/prove/inventory"
)

const (
	codeData    diag.Code = "secret-data"
	codeLiteral diag.Code = "secret-literal"
	codeKey     diag.Code = "secret-private-key"
	codeToken   diag.Code = "secret-token"
	codeURL     diag.Code = "secret-url"
)

const (
	remedyText  = "take it out, replace it where it is valid, and refer to a Secret instead"
	remedyField = "use the chart's way to refer to a Secret (existingSecret, secretKeyRef …)"
	remedyData  = "let a person or Crossplane make the Secret, and refer to it by name"
)

// Check looks through every object, and every release's values and patches; of
// what a user overrides also by the names that values stand under. A finding
// shows no more of a secret than its length.
func Check(inv *inventory.Inventory) diag.List {
	l := leak{inv: inv}
	path := make(manifest.Path, 0, 32) // of what is being read
	for i := range inv.Objects {
		if o := &inv.Objects[i]; o.Whole() {
			reader{leak: &l, base: o.At, path: path}.node(o.Node, nil)
		}
	}
	for _, r := range inv.Releases {
		var over any
		if len(r.Release.Overrides) > 0 {
			over = r.Release.Overrides
		}
		reader{leak: &l, base: r.Place.Values(nil), path: path}.node(r.Values, over)
		l.account(r.Place.At(manifest.Fields("chart", "repository")), r.Release.Chart.Repository)
		for i, p := range r.Release.Patches {
			at := r.Place.At(manifest.Fields("patches").Item(i))
			for _, found := range secrets.In(p.Patch) {
				l.found(at, found)
			}
		}
	}
	return l.findings
}

// leak collects the findings.
type leak struct {
	inv      *inventory.Inventory
	findings diag.List
}

// found tells of a secret.
func (l *leak) found(at inventory.Place, s secrets.Found) {
	code, message, remedy := codeToken, "this looks like "+s.What, remedyText
	switch s.Kind {
	case secrets.Account:
		code, message = codeURL, "the address holds a user and a password"
	case secrets.PrivateKey:
		code, message = codeKey, "this is "+s.What
	case secrets.Literal:
		code, message = codeLiteral, "the text holds "+s.What
	}
	l.add(at, code, s.Value, message, remedy)
}

func (l *leak) add(at inventory.Place, code diag.Code, value, message, remedy string) {
	l.findings.Add(l.inv.Finding(at, diag.Finding{
		Code: code, Value: secrets.Redact(value), Message: message, Remedy: remedy,
	}))
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
