package diag

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDidYouMean(t *testing.T) {
	cases := map[string]struct {
		reason  string
		written string
		known   []string
		want    string
	}{
		"Typo":     {"One edit is a typo.", "regoin", []string{"name", "region"}, `did you mean "region"?`},
		"Nearest":  {"The nearest word wins.", "log", []string{"loki", "logs"}, `did you mean "logs"?`},
		"Tie":      {"Words equally near are all named, in order.", "sfo9", []string{"sfo3", "ams3", "sfo2"}, `did you mean "sfo2" or "sfo3"?`},
		"Twice":    {"A word known twice is named once.", "loky", []string{"loki", "loki"}, `did you mean "loki"?`},
		"Crowd":    {"Too many are no help.", "x1", []string{"a1", "b1", "c1", "d1"}, ""},
		"Far":      {"Three edits are a guess.", "postgres", []string{"pg", "valkey"}, ""},
		"Short":    {"Of a short word something must be left.", "xy", []string{"pg"}, ""},
		"Nothing":  {"Without known words there is no suggestion.", "x", nil, ""},
		"SameWord": {"The word itself is near too: the caller asks only about unknown ones.", "loki", []string{"loki"}, `did you mean "loki"?`},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, DidYouMean(tc.written, tc.known)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tc.reason, diff)
			}
		})
	}
}
