package diag

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestGathered(t *testing.T) {
	of := func(environment, message, file string) Finding {
		return Finding{
			Code: "c", Where: Where{File: "p.yaml", Line: 4, Path: "spec.defaults.x", Environments: environment},
			Message: message, Subject: Subject{File: file},
		}
	}
	cases := map[string]struct {
		reason string
		in     List
		want   []string
	}{
		"Once": {
			"One field of the defaults is one finding, that names all environments it concerns.",
			List{of("green", "m", ""), of("blue", "m", ""), of("green", "m", "")},
			[]string{"p.yaml:4: spec.defaults.x: m; for environments blue, green [c]"},
		},
		"OwnNames": {
			"Names of the environments themselves make no difference.",
			List{of("a", "overlaps spec.environments[0].x of a", "environments/a/x.yaml"), of("b", "overlaps spec.environments[1].x of b", "environments/b/x.yaml")},
			[]string{"p.yaml:4: spec.defaults.x: overlaps spec.environments[0].x of a; for environments a, b; in environments/a/x.yaml [c]"},
		},
		"Others": {
			"What differs otherwise stays apart, and so does what stands in an environment.",
			List{of("a", "m", ""), of("b", "n", ""), {Code: "c", Message: "m"}, {Code: "c", Message: "m"}},
			[]string{"p.yaml:4: spec.defaults.x: m; for environment a [c]", "p.yaml:4: spec.defaults.x: n; for environment b [c]", "m [c]", "m [c]"},
		},
		"Word": {
			"A name may be another word of the text, too.",
			List{of("a", "a or b", ""), of("b", "a or b", "")},
			[]string{"p.yaml:4: spec.defaults.x: a or b; for environments a, b [c]"},
		},
		"Many": {
			"A line names five at most.",
			List{of("a", "m", ""), of("b", "m", ""), of("c", "m", ""), of("d", "m", ""), of("e", "m", ""), of("f", "m", "")},
			[]string{"p.yaml:4: spec.defaults.x: m; for 6 environments: a, b, c, d, e … [c]"},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, f := range tc.in.Gathered() {
				got = append(got, f.String())
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tc.reason, diff)
			}
		})
	}
}
