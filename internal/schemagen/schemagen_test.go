package schemagen

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

const source = `package p

// Colour is what it looks like.
type Colour string

// The colours.
const (
	Red  Colour = "red"
	Blue Colour = "blue"
)

// Thing names a thing.
type Thing struct {
	// Name is what it is called.
	Name string ` + "`json:\"name\"`" + `
	// Paint is its colour. Default: red.
	Paint Colour ` + "`json:\"paint,omitempty\"`" + `
	// Twin is another one, if there is one.
	Twin *Thing ` + "`json:\"twin,omitempty\"`" + `
	// Parts are what it is made of.
	Parts map[string][]Thing ` + "`json:\"parts,omitempty\"`" + `
	// Count is how many. Default: 5, or more.
	Count int ` + "`json:\"count,omitempty\"`" + `
}
`

func TestSchema(t *testing.T) {
	types, err := Parse([]byte(source))
	if err != nil {
		t.Fatal(err)
	}
	got, err := Schema(types, Options{ID: "https://example.com/thing", Root: "Thing", Rules: map[string]Rule{"Thing.count": {Minimum: new(1)}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`"$id": "https://example.com/thing"`,
		`"description": "Names a thing."`,
		`"description": "How many. Default: 5, or more."`,
		`"default": "red"`,
		`"minimum": 1`,
		`"required": [
    "name"
  ]`,
		`"enum": [
        "red",
        "blue"
      ]`,
		`"additionalProperties": false`,
	} {
		if !strings.Contains(string(got), want) {
			t.Errorf("the schema lacks %s:\n%s", want, got)
		}
	}
	if strings.Count(string(got), `"default"`) != 1 {
		t.Errorf("a default in words has become a value:\n%s", got)
	}
}

// TestSchemaIsWhole: a reference that leads nowhere would pass every document.
func TestSchemaIsWhole(t *testing.T) {
	types, err := Parse([]byte(source))
	if err != nil {
		t.Fatal(err)
	}
	const want = "Thing: the type Colour is not among the types"
	if _, err := Schema(types[1:], Options{Root: "Thing"}); err == nil || err.Error() != want {
		t.Errorf("got error %v, want %s", err, want)
	}
}

func TestMarkdown(t *testing.T) {
	types, err := Parse([]byte(source))
	if err != nil {
		t.Fatal(err)
	}
	want := `# Things

## Thing

Names a thing.

| field | type | default | meaning |
| --- | --- | --- | --- |
| ` + "`name`" + ` | string | required | What it is called. One of ` + "`a`, `b`" + `. |
| ` + "`paint`" + ` | ` + "`red` or `blue`" + ` | ` + "`red`" + ` | Its colour. |
| ` + "`twin`" + ` | [Thing](#thing) |  | Another one, if there is one. |
| ` + "`parts`" + ` | map of list of [Thing](#thing) |  | What it is made of. |
| ` + "`count`" + ` | number | 5, or more | How many. |
`
	got := Markdown(types, map[string]Rule{"Thing.name": {Enum: []string{"a", "b"}}}, "# Things\n")
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestParseWantsComments(t *testing.T) {
	_, err := Parse([]byte("package p\n\ntype T struct {\n\tA string `json:\"a\"`\n}\n"))
	if err == nil || !strings.Contains(err.Error(), "a has no doc comment") {
		t.Errorf("a field without words is accepted: %v", err)
	}
}
