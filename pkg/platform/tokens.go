package platform

import (
	"maps"
	"slices"

	"seamark.dev/seamark/pkg/manifest"
)

// Tokens are the names of the API tokens that environments use, sorted; the
// one without a name, if it is used, is first.
func (s Spec) Tokens() []string {
	names := map[string]bool{}
	for _, e := range s.Environments {
		names[e.Token] = true
	}
	return slices.Sorted(maps.Keys(names))
}

// Sharing is the greatest number of environments with the same token.
func (s Spec) Sharing() int {
	most, of := 0, map[string]int{}
	for _, e := range s.Environments {
		of[e.Token]++
		most = max(most, of[e.Token])
	}
	return most
}

// token checks the name of a token, which becomes part of names of Secrets.
func (c *checker) token(at manifest.Path, e Environment) {
	const most = 40
	if e.Token == "" || !c.label(at, e.Token) {
		return
	}
	if len(e.Token) > most {
		c.add("config-name-too-long", at, e.Token, "must have at most 40 characters", "")
	}
}
