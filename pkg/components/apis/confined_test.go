package apis_test

import (
	"fmt"
	"strings"
	"testing"

	"seamark.dev/seamark/pkg/apis/patchandtransform"
	"seamark.dev/seamark/pkg/compose"
)

// leaves are the Secrets outside of an XR's namespace that may leave the hub,
// each with the form of its name for the token that an XR names.
var leaves = map[string]string{
	"crossplane-system/digitalocean-dns":     "digitalocean-dns-%s",
	"crossplane-system/digitalocean-metrics": "digitalocean-metrics-%s",
}

// TestWhatMayBeCopied: whoever may write XRs must not be able to have any
// Secret of the hub copied out. The namespace of a Secret is the XR's own, or
// fixed with a name that is fixed but for the name of a token.
func TestWhatMayBeCopied(t *testing.T) {
	copied := 0
	for _, c := range compositions(t) {
		for _, r := range c.input.Resources {
			for i, from := range list(floats(t, r.Base), "spec.references") {
				copied++
				for _, problem := range copies(r, i, from["patchesFrom"].(object)) {
					t.Errorf("%s/%s: reference %d %s", c.name, r.Name, i, problem)
				}
			}
		}
	}
	if copied < 5 {
		t.Errorf("only %d references found", copied)
	}
}

func copies(r patchandtransform.Resource, i int, from object) (problems []string) {
	at := fmt.Sprintf("spec.references[%d].patchesFrom.", i)
	form, account := leaves[fmt.Sprintf("%v/%v", from["namespace"], from["name"])]
	if from["namespace"] != nil && !account {
		problems = append(problems, fmt.Sprintf("copies Secret %v/%v", from["namespace"], from["name"]))
	}
	for _, p := range r.Patches {
		switch {
		case !strings.HasPrefix(p.ToFieldPath, strings.TrimSuffix(at, ".")):
		case p.ToFieldPath == at+"namespace" && !account && p.FromFieldPath == "metadata.namespace" && p.Transforms == nil:
		case p.ToFieldPath == at+"name" && !account:
		case p.ToFieldPath == at+"name" && p.FromFieldPath == "spec.token" && len(p.Transforms) == 1 && p.Transforms[0].String.Format == form:
		default:
			problems = append(problems, "may be led elsewhere by "+p.FromFieldPath+" to "+p.ToFieldPath)
		}
	}
	return problems
}

// TestProviderConfigIsConfined: an XR reaches DigitalOcean by a configuration
// that is made for it, and never by another one of the hub.
func TestProviderConfigIsConfined(t *testing.T) {
	for _, c := range compositions(t) {
		for _, r := range c.input.Resources {
			for _, p := range r.Patches {
				if p.ToFieldPath == "spec.providerConfigRef.name" && p.FromFieldPath == "spec.token" &&
					(len(p.Transforms) != 1 || p.Transforms[0].String.Format != "digitalocean-%s") {
					t.Errorf("%s/%s: the configuration is %+v", c.name, r.Name, p.Transforms)
				}
				if strings.HasPrefix(p.ToFieldPath, "spec.providerConfigRef.") && p.ToFieldPath != "spec.providerConfigRef.name" {
					t.Errorf("%s/%s: %s can be chosen", c.name, r.Name, p.ToFieldPath)
				}
			}
		}
	}
	if s := compose.TokenField(); s.Pattern != compose.PatternName {
		t.Errorf("a token may be called %q", s.Pattern)
	}
}

// TestCopiesAreFound proves that TestWhatMayBeCopied finds what it is for.
func TestCopiesAreFound(t *testing.T) {
	own := object{"apiVersion": "v1", "kind": "Secret"}
	dns := object{"namespace": "crossplane-system", "name": "digitalocean-dns"}
	const at = "spec.references[0].patchesFrom."
	cases := map[string]struct {
		reason string
		from   object
		patch  patchandtransform.Patch
		found  bool
	}{
		"Own":         {"A name in the XR's own namespace.", own, compose.From("spec.any").To(at + "name"), false},
		"Elsewhere":   {"A namespace that the XR chooses.", own, compose.From("spec.any").To(at + "namespace"), true},
		"Token":       {"The token that the XR names.", dns, compose.From("spec.token").Format("digitalocean-dns-%s").To(at + "name"), false},
		"Bare":        {"Any Secret beside it.", dns, compose.From("spec.token").To(at + "name"), true},
		"Credentials": {"The hub's own token.", object{"namespace": "crossplane-system", "name": "digitalocean-credentials"}, compose.From("spec.x").To("spec.y"), true},
		"Whole":       {"All of the reference.", own, compose.From("spec.any").To("spec.references[0].patchesFrom"), true},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got := copies(patchandtransform.Resource{Patches: []patchandtransform.Patch{tc.patch}}, 0, tc.from)
			if (len(got) > 0) != tc.found {
				t.Errorf("%s\ngot %q", tc.reason, got)
			}
		})
	}
}
