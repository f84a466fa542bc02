package manifest

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPathWith(t *testing.T) {
	top := Path{}.Field("a").Item(1)
	first, second := top.Field("b"), top.Field("c")
	if first.String() != "a[1].b" || second.String() != "a[1].c" || top.String() != "a[1]" {
		t.Errorf("paths share what they must not: %s, %s, %s", top, first, second)
	}
	if diff := cmp.Diff(Path{intoField("a"), intoField("b")}, Fields("a", "b")); diff != "" {
		t.Error(diff)
	}
}

func TestNodeWith(t *testing.T) {
	const in = `{"a":[{"b":1},2,null],"c":"x","n":null}`
	cases := map[string]struct {
		reason string
		path   Path
		want   string
		not    bool
	}{
		"Field":   {reason: "A field keeps its place.", path: Fields("a"), want: `{"a":"!","c":"x","n":null}`},
		"New":     {reason: "A new one comes last, in maps that are made.", path: Fields("d", "e"), want: `{"a":[{"b":1},2,null],"c":"x","n":null,"d":{"e":"!"}}`},
		"Item":    {reason: "An item is replaced.", path: Fields("a").Item(1), want: `{"a":[{"b":1},"!",null],"c":"x","n":null}`},
		"Beyond":  {reason: "Items on the way are null.", path: Fields("a").Item(4), want: `{"a":[{"b":1},2,null,null,"!"],"c":"x","n":null}`},
		"Deep":    {reason: "What is around stays.", path: Fields("a").Item(0).Field("d"), want: `{"a":[{"b":1,"d":"!"},2,null],"c":"x","n":null}`},
		"Null":    {reason: "An item that is null is one that nobody set.", path: Fields("a").Item(2).Field("d"), want: `{"a":[{"b":1},2,{"d":"!"}],"c":"x","n":null}`},
		"Scalar":  {reason: "What is no map stays what it is.", path: Fields("c", "d"), want: in, not: true},
		"NotList": {reason: "So does what is no list.", path: Fields("a").Item(0).Item(0), want: in, not: true},
		"Said":    {reason: "A field that is null was set to it.", path: Fields("n", "d"), want: in, not: true},
		"Top":     {reason: "The empty path is everything.", path: nil, want: `"!"`},
		"Endless": {reason: "No list is that long.", path: Fields("a").Item(MaxIndex + 1), want: in, not: true},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			n, err := ParseJSON([]byte(in))
			if err != nil {
				t.Fatal(err)
			}
			got, ok := n.With(tc.path, String("!"))
			if diff := cmp.Diff(tc.want, string(got.AppendJSON(nil))); diff != "" || ok == tc.not {
				t.Errorf("%s (-want +got), %t:\n%s", tc.reason, ok, diff)
			}
			if back, found := got.At(tc.path); !tc.not && (!found || back.Text() != "!") {
				t.Errorf("%s: not found again", tc.reason)
			}
			if diff := cmp.Diff(in, string(n.AppendJSON(nil))); diff != "" {
				t.Errorf("the tree itself changed:\n%s", diff)
			}
		})
	}
}

func TestNodeAt(t *testing.T) {
	n, err := ParseJSON([]byte(`{"a":[{"0":1}]}`))
	if err != nil {
		t.Fatal(err)
	}
	for text, path := range map[string]Path{
		"a field of a list":  Fields("a", "0"),
		"an item of a map":   Fields("a").Item(0).Item(0),
		"beyond the list":    Fields("a").Item(1),
		"a field not there":  Fields("b"),
		"something below it": Fields("a").Item(0).Field("0").Field("x"),
	} {
		if _, ok := n.At(path); ok {
			t.Errorf("%s is found", text)
		}
	}
}
