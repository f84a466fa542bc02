package inventory

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/compose"
	"seamark.dev/seamark/pkg/manifest"
)

func parseNode(t testing.TB, json string) *manifest.Node {
	t.Helper()
	n, err := manifest.ParseJSON([]byte(json))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestPatched(t *testing.T) {
	const xr = `{"metadata":{"name":"ads","namespace":"blue"},"spec":{"port":25060,"cluster":"blue","tags":["x"]}}`
	cases := map[string]struct {
		reason  string
		patches compose.Patches
		want    string
	}{
		"copy": {
			"A field is copied as it is, into maps that are not there yet.",
			compose.Patches{compose.From("spec.tags").To("spec.rule[1].tags")},
			`{"a":1,"spec":{"rule":[null,{"tags":["x"]}]}}`,
		},
		"same": {
			"Without a target a field is copied to the same path.",
			compose.Patches{compose.From("spec.port").To("")},
			`{"a":1,"spec":{"port":25060}}`,
		},
		"format": {
			"A format of the name.",
			compose.Patches{compose.From("metadata.name").Format("%s-database").To("metadata.name")},
			`{"a":1,"metadata":{"name":"ads-database"}}`,
		},
		"key": {
			"A key in brackets is a name, dots and all.",
			compose.Patches{compose.From("metadata.name").To("data[ca.crt]")},
			`{"a":1,"data":{"ca.crt":"ads"}}`,
		},
		"wildcard": {
			"A star in brackets is every item that the base has.",
			compose.Patches{
				compose.From("metadata.name").To("b[0].c"), compose.From("spec.port").To("b[1].c"),
				compose.From("spec.cluster").To("b[*].c"), compose.From("spec.cluster").To("b[*].d"),
			},
			`{"a":1,"b":[{"c":"blue"},{"c":"blue"}]}`,
		},
		"in the way": {
			"Crossplane makes no map of what is none.",
			compose.Patches{compose.From("metadata.name").To("a.b")},
			`{"a":1}`,
		},
		"combine": {
			"Several fields make one.",
			compose.Patches{compose.Combine("%s-%s", "spec.cluster", "metadata.name").To("a")},
			`{"a":"blue-ads"}`,
		},
		"status": {
			"What only a running Crossplane knows is unknown, but there.",
			compose.Patches{compose.From("status.host").To("data.HOST")},
			`{"a":1,"data":{"HOST":"\u0000"}}`,
		},
		"condition": {
			"A condition does not change the value.",
			compose.Patches{compose.When("spec.cluster", "status.host").To("a")},
			`{"a":"blue"}`,
		},
		"missing": {
			"A field that nobody set is not copied.",
			compose.Patches{compose.From("spec.nodes").To("a"), compose.Combine("%s%s", "spec.nodes", "spec.cluster").To("b")},
			`{"a":1}`,
		},
		"map": {
			"A value is replaced by the one listed for it; one that is not listed stops the Composition.",
			compose.Patches{
				compose.From("spec.cluster").Map(map[string]any{"blue": true}).To("b"),
				compose.From("spec.cluster").Map(map[string]any{"red": true}).To("c"),
			},
			`{"a":1,"b":true,"c":"\u0000"}`,
		},
		"text": {
			"A number becomes a text.",
			compose.Patches{compose.From("spec.port").Text().To("b")},
			`{"a":1,"b":"25060"}`,
		},
		"back": {
			"A patch of the XR's status writes nothing here.",
			compose.Patches{compose.Status("status.id").To("status.id")},
			`{"a":1}`,
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got := patched(parseNode(t, `{"a":1}`), tc.patches, parseNode(t, xr))
			if diff := cmp.Diff(tc.want, string(got.AppendJSON(nil))); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
		})
	}
}
