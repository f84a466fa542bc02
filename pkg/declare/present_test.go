package declare_test

import (
	"testing"

	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

func TestPresent(t *testing.T) {
	list := declare.List{}.With(needing("a"), needing("b"), needing("c"))
	cases := map[string]struct {
		reason  string
		present declare.Present
		names   []string
		want    bool
	}{
		"None":       {"What speaks of nobody is always there.", list.Present(), nil, true},
		"All":        {"Each is there.", list.Present(), []string{"a", "c"}, true},
		"OneIsNot":   {"One that is not is enough.", list.Present(), []string{"a", "d"}, false},
		"LeftOut":    {"It was.", list.Without("c").Present(), []string{"c"}, false},
		"Either":     {"One of them is enough.", list.Present(), []string{"d|a"}, true},
		"Neither":    {"Both are missing.", list.Present(), []string{"a", "d|e"}, false},
		"Nobody":     {"No component is of no name.", list.Present(), []string{""}, false},
		"Without":    {"It is not spoken of, though it is there.", list.Present().Without("c"), []string{"c"}, false},
		"AllBut":     {"Of all but one.", declare.Everything().Without("c"), []string{"a|c"}, true},
		"AllButIt":   {"Not that one.", declare.Everything().Without("c"), []string{"c"}, false},
		"Everything": {"Whatever is asked for.", declare.Everything(), []string{"a", "z"}, true},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if got := tc.present.Has(tc.names...); got != tc.want {
				t.Errorf("%s\n%q: %v", tc.reason, tc.names, got)
			}
		})
	}
}

func TestText(t *testing.T) {
	present := declare.List{}.With(needing("a"), needing("b")).Present()
	cases := map[string]struct{ reason, text, want string }{
		"Plain":   {"Nothing to leave out.", "One. <!-- a comment --> Two.", "One. <!-- a comment --> Two."},
		"With":    {"The marks go, the text stays.", "One.<!--with a--> Two.<!--end--> Three.", "One. Two. Three."},
		"Without": {"All of it goes, lines too.", "One.<!--with c-->\n\nTwo.<!--end--> Three.", "One. Three."},
		"Else":    {"Something else is true where not all are there.", "<!--without a b-->x<!--end--><!--without a c-->y<!--end--><!--without c|d-->z<!--end--><!--without a|c-->w<!--end-->", "yz"},
		"Several": {"All of them must be there.", "for <!--with a|c-->x<!--end--><!--with a c--> and <!--end--><!--with b-->y<!--end-->", "for xy"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if got := present.Text(tc.text); got != tc.want {
				t.Errorf("%s\ngot  %q\nwant %q", tc.reason, got, tc.want)
			}
		})
	}
}

// TestAmong: a part that speaks of others is told which there are.
func TestAmong(t *testing.T) {
	c := declare.Component{Name: "app", Unit: declare.Platform, Among: func(_ platform.Environment, present declare.Present) model.Component {
		return model.Component{Name: present.String()}
	}}
	list := declare.List{}.With(needing("b"), c)
	if err := list.Err(); err != nil {
		t.Fatal(err)
	}
	if got := c.All()[0].In(platform.Environment{}, list.Present()).Name; got != "app b" {
		t.Errorf("it was told of %q", got)
	}
	if c.Source().File != "pkg/declare/present_test.go" {
		t.Errorf("it is not found in %s", c.Source())
	}
}
