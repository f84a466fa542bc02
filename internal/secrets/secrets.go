// Package secrets knows what secrets look like: by their own shape, by the name
// of what holds them, by how they are written into texts of other languages. It
// neither keeps nor prints one: what is found is shown by Redact.
//
// The cheap question, In, is asked of every text of the tree. The thorough one,
// Written, is asked of what a user wrote.
package secrets

import (
	"fmt"
)

// Kind is the sort of secret.
type Kind uint8

// The sorts of secrets.
const (
	// Token is known by its shape.
	Token Kind = iota
	// Account is a user and a password in an address.
	Account
	// PrivateKey is a key of any sort.
	PrivateKey
	// Literal is known by the name of what holds it.
	Literal
)

// Found is a secret in a text.
type Found struct {
	Kind Kind
	// What it is, as the end of "this is …".
	What string
	// Value is the secret itself. Do not print it.
	Value string
}

// In are the secrets in a text that are known by their shape, of each shape the
// first, in their order. It costs one look at each byte.
func In(text string) []Found {
	var found []Found
	for c := range candidates(text) {
		if c.repeated(found) {
			continue
		}
		if value := c.secret(text); value != "" {
			found = append(found, Found{c.kind, c.what, value})
		}
	}
	return found
}

// repeated tells whether a secret of this shape was found already.
func (s *shape) repeated(found []Found) bool {
	for i := range found {
		if found[i].What == s.what {
			return true
		}
	}
	return false
}

// Redact is what may be shown of a secret: how long it is.
func Redact(secret string) string { return fmt.Sprintf("… (%d characters)", len(secret)) }
