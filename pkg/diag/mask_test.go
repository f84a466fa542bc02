package diag

import (
	"strings"
	"testing"
)

// TestMasked: no part of a finding tells a secret, and nothing else is hidden.
func TestMasked(t *testing.T) {
	token := "dop" + "_v1_" + strings.Repeat("0123456789abcdef", 4)
	cases := map[string]struct {
		reason string
		in     Finding
	}{
		"Shape": {"A token has a shape of its own.", Finding{
			Value: token, Message: "no " + token, Remedy: "not " + token, Where: Where{Path: "a." + token},
			Subject: Subject{Object: token, Path: token, File: token},
		}},
		"Name":  {"A password has none, and its field a name.", Finding{Value: "hunter2x", Message: `"hunter2x" is wrong`, Where: Where{Path: `a["x.password"]`}}},
		"Other": {"The name may be that of the rendered field.", Finding{Value: "hunter2x", Remedy: "hunter2x", Subject: Subject{Path: "values.apiToken"}}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got := List{tc.in}.Masked()[0].String()
			if strings.Contains(got, token[4:]) || strings.Contains(got, "hunter2x") {
				t.Errorf("%s Got %s", tc.reason, got)
			}
		})
	}
	kept := List{
		{Value: "a-secret", Where: Where{Path: "spec.basicAuth.password"}, Message: "no such Secret"},
		{Value: "sfo3", Where: Where{Path: "spec.region"}, Message: "must be one of https://example.com"},
	}
	for _, f := range kept {
		if got := (List{f}).Masked()[0]; got != f {
			t.Errorf("%s became %s", f, got)
		}
	}
}
