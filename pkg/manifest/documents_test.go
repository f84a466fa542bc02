package manifest

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDocuments(t *testing.T) {
	cases := map[string]struct {
		reason, stream string
		want           []string
	}{
		"One":     {"Most files have one.", "a: b\n", []string{"a: b\n"}},
		"Two":     {"The line after the dashes belongs to the second.", "a: b\n---\nc: d\n", []string{"a: b\n", "\nc: d\n"}},
		"First":   {"Dashes may stand at the top.", "---\na: b", []string{"", "\na: b"}},
		"Behind":  {"A document may begin behind its dashes.", "a: b\n--- {c: d}\n", []string{"a: b\n", " {c: d}\n"}},
		"Comment": {"Or a comment.", "--- # two\na: b\n", []string{"", " # two\na: b\n"}},
		"Windows": {"Lines may end otherwise.", "a: b\r\n---\r\nc: d\r\n", []string{"a: b\r\n", "\r\nc: d\r\n"}},
		"Within":  {"What is indented, or goes on, is a text.", "a: |\n  ---\n---x\n----\n", []string{"a: |\n  ---\n---x\n----\n"}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, Documents(tc.stream)); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
		})
	}
}
