package declare_test

import (
	"testing"

	"seamark.dev/seamark/pkg/declare"
)

// TestWatchText: a page has the commands of the engine that delivers.
func TestWatchText(t *testing.T) {
	hands := declare.Watch{
		Targets:  []declare.Target{{Namespace: "b"}, {Namespace: "a"}, {Namespace: "b"}},
		Commands: declare.Commands{Failing: "`ls`, `cat`"},
	}
	cases := map[string]struct{ reason, text, want string }{
		"Said":      {"Its own stand where those of ours are.", "Why?<!--engine failing--> Ask: Flux, `a: b`; Argo CD, `c`.<!--end--> End.", "Why? Ask: `ls`, `cat`. End."},
		"NotSaid":   {"Nothing is said, and nobody else's.", "Why?<!--engine retry--> Ask: Flux, `a`.<!--end--> End.", "Why? End."},
		"Pods":      {"What is scraped tells where the pods are, each once.", "<!--engine pods-->Its own: Flux, `x`.<!--end-->", "Its own: `kubectl -n a get pods`, `kubectl -n b get pods`."},
		"Unknown":   {"There is no such field.", "<!--engine colour-->Its own: red.<!--end-->", ""},
		"Elsewhere": {"Asides on components are somebody else's.", "a<!--with b-->: c<!--end-->", "a<!--with b-->: c<!--end-->"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if got := hands.Text(tc.text); got != tc.want {
				t.Errorf("%s\ngot  %q\nwant %q", tc.reason, got, tc.want)
			}
		})
	}
}
