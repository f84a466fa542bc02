package fieldpath

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/manifest"
)

func field(name string) manifest.Step { return manifest.Step{Name: name, Index: -1} }

func item(i int) manifest.Step { return manifest.Step{Index: i} }

func TestParse(t *testing.T) {
	cases := map[string]struct {
		reason, text string
		want         manifest.Path
		wantErr      string
	}{
		"Top":          {reason: "Nothing is the top.", text: "", want: manifest.Path{}},
		"Fields":       {reason: "Periods stand between names.", text: "spec.forProvider.name", want: manifest.Path{field("spec"), field("forProvider"), field("name")}},
		"Item":         {reason: "A number in brackets is an index.", text: "a[0].b[17]", want: manifest.Path{field("a"), item(0), field("b"), item(17)}},
		"Key":          {reason: "In brackets a period is part of a name.", text: "data[ca.crt]", want: manifest.Path{field("data"), field("ca.crt")}},
		"Quotes":       {reason: "Quotes around a name do not count.", text: `data['a.b']["0"]`, want: manifest.Path{field("data"), field("a.b"), field("0")}},
		"FirstItem":    {reason: "A path may begin with an item.", text: "[1]", want: manifest.Path{item(1)}},
		"NoPeriod":     {reason: "After a bracket no period is needed.", text: "a[0]b", want: manifest.Path{field("a"), item(0), field("b")}},
		"Large":        {reason: "What is too large for an index is a name.", text: "a[4294967296]", want: manifest.Path{field("a"), field("4294967296")}},
		"Sign":         {reason: "So is a number with a sign.", text: "a[-1]", want: manifest.Path{field("a"), field("-1")}},
		"Wildcard":     {reason: "An asterisk is a name.", text: "a[*].b", want: manifest.Path{field("a"), field("*"), field("b")}},
		"Leading":      {reason: "No name is before it.", text: ".a", wantErr: `unexpected '.' at position 0`},
		"Trailing":     {reason: "No name follows.", text: "a.", wantErr: `unexpected '.' at position 1`},
		"Double":       {reason: "No name is between them.", text: "a..b", wantErr: `unexpected '.' at position 2`},
		"PeriodBefore": {reason: "A bracket follows a name.", text: "a.[0]", wantErr: `unexpected '[' at position 2`},
		"Empty":        {reason: "Nothing is in the brackets.", text: "a[]", wantErr: `unexpected ']' at position 2`},
		"Open":         {reason: "The bracket does not end.", text: "a[0", wantErr: `unterminated '[' at position 1`},
		"Nested":       {reason: "Brackets do not nest.", text: "a[b[0]]", wantErr: `unexpected '[' at position 3`},
		"Closed":       {reason: "No bracket is open.", text: "a]", wantErr: `unexpected ']' at position 1`},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := Parse(tc.text)
			message := ""
			if err != nil {
				message = err.Error()
			}
			if diff := cmp.Diff(tc.wantErr, message); diff != "" {
				t.Fatalf("%s (-want +got):\n%s", tc.reason, diff)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tc.reason, diff)
			}
		})
	}
}

// FuzzParse: whatever can be read can be written under, and is found there.
func FuzzParse(f *testing.F) {
	for _, text := range []string{"a.b", "data[ca.crt]", "a[0].b[1]", "[", "a..b", "a[999999999]", "a[']", ""} {
		f.Add(text)
	}
	top, err := manifest.ParseJSON([]byte(`{"a":[{"b":1}],"data":"x"}`))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		path, err := Parse(text)
		if err != nil {
			return
		}
		n, ok := top.With(path, manifest.String("here"))
		if !ok {
			return // an index beyond all lists
		}
		if got, ok := n.At(path); !ok || got.Text() != "here" {
			t.Errorf("%q: %s", text, n.AppendJSON(nil))
		}
	})
}
