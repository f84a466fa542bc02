package schemagen

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestRefusals(t *testing.T) {
	cases := map[string]struct {
		reason, schema, document string
		want                     []string
	}{
		"Type":       {"A text is no number.", `{"type": "integer"}`, `"1"`, []string{": not a integer"}},
		"Fraction":   {"Nor is a part of one.", `{"type": "integer"}`, `1.5`, []string{": not a integer"}},
		"Whole":      {"JSON's numbers have one type.", `{"type": "integer", "minimum": 1, "maximum": 1}`, `1`, nil},
		"Minimum":    {"Too small.", `{"minimum": 3}`, `2`, []string{": beyond the minimum"}},
		"Maximum":    {"Too large.", `{"maximum": 3}`, `4`, []string{": beyond the maximum"}},
		"Enum":       {"None of them.", `{"enum": ["a"]}`, `"b"`, []string{": none of the values"}},
		"Pattern":    {"Not of that shape.", `{"pattern": "^a$"}`, `"b"`, []string{": does not match"}},
		"Items":      {"Told with the index.", `{"items": {"type": "string"}}`, `["a", 1]`, []string{"/1: not a string"}},
		"MinItems":   {"An empty list.", `{"minItems": 1}`, `[]`, []string{": too few"}},
		"Required":   {"A field is missing.", `{"required": ["a"]}`, `{}`, []string{": missing a"}},
		"Property":   {"Told with the path.", `{"properties": {"a": {"type": "string"}}}`, `{"a": 1}`, []string{"/a: not a string"}},
		"Unknown":    {"A field that is not there.", `{"properties": {"a": {}}, "additionalProperties": false}`, `{"a": 1, "b": 1}`, []string{": unknown b"}},
		"Additional": {"Other fields have a schema too.", `{"additionalProperties": {"type": "string"}}`, `{"b": 1}`, []string{"/b: not a string"}},
		"Reference":  {"A definition stands for itself.", `{"$ref": "#/$defs/A", "$defs": {"A": {"type": "string"}}}`, `1`, []string{": not a string"}},
		"Keyword":    {"What is not evaluated is refused.", `{"oneOf": []}`, `1`, []string{": no such keyword: oneOf"}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			var schema map[string]any
			var document any
			if err := json.Unmarshal([]byte(tc.schema), &schema); err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal([]byte(tc.document), &document); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, Refusals(schema, document)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tc.reason, diff)
			}
		})
	}
}
