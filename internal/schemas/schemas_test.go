package schemas

import (
	"strings"
	"testing"

	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
)

func thing(t *testing.T) *Kind {
	t.Helper()
	kind, err := compile(&apiextensionsv1.JSONSchemaProps{
		Type: "object",
		Properties: map[string]apiextensionsv1.JSONSchemaProps{
			"spec": {
				Type:     "object",
				Required: []string{"size"},
				Properties: map[string]apiextensionsv1.JSONSchemaProps{
					"size": {Type: "integer", XValidations: apiextensionsv1.ValidationRules{
						{Rule: "self >= oldSelf", Message: "may not shrink"},
					}},
					"rule": {Type: "array", Items: &apiextensionsv1.JSONSchemaPropsOrArray{
						Schema: &apiextensionsv1.JSONSchemaProps{
							Type:       "object",
							Properties: map[string]apiextensionsv1.JSONSchemaProps{"value": {Type: "string"}},
						},
					}},
					"free": {Type: "object", XPreserveUnknownFields: new(true)},
				},
			},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return kind
}

func spec(fields map[string]any) map[string]any { return map[string]any{"spec": fields} }

func TestValidate(t *testing.T) {
	big := spec(map[string]any{"size": int64(9)})
	cases := map[string]struct {
		reason      string
		object, old map[string]any
		want        string
	}{
		"Valid":    {"Nothing to say.", spec(map[string]any{"size": int64(1)}), nil, ""},
		"Missing":  {"A required field.", spec(map[string]any{}), nil, "spec.size: Required value"},
		"Type":     {"A string is no number.", spec(map[string]any{"size": "1"}), nil, "must be of type integer"},
		"Unknown":  {"An API server would drop it in silence.", spec(map[string]any{"size": int64(1), "sice": int64(1)}), nil, "spec.sice: unknown field"},
		"Rule":     {"A rule that compares with the object before.", spec(map[string]any{"size": int64(1)}), big, "may not shrink"},
		"RuleKept": {"The same rule, kept.", big, spec(map[string]any{"size": int64(1)}), ""},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			err := thing(t).Validate(tc.object, tc.old)
			if tc.want == "" && err != nil || tc.want != "" && (err == nil || !strings.Contains(err.Error(), tc.want)) {
				t.Errorf("got %v, want %q\nreason: %s", err, tc.want, tc.reason)
			}
		})
	}
}

func TestTypeOf(t *testing.T) {
	cases := map[string]struct{ reason, path, want string }{
		"Field":      {"A plain field.", "spec.size", "integer"},
		"Index":      {"A field of an element.", "spec.rule[0].value", "string"},
		"List":       {"The list itself.", "spec.rule", "array"},
		"Annotation": {"A key with dots and a slash in it.", "metadata.annotations[crossplane.io/external-name]", "string"},
		"Free":       {"The schema says nothing.", "spec.free.form", Any},
		"Typo":       {"There is no such field.", "spec.sice", ""},
		"NoList":     {"An index into what is no list.", "spec.size[0]", ""},
		"NoElement":  {"A field of a list.", "spec.rule.value", ""},
		"Bracket":    {"A bracket that is not closed.", "spec.rule[0", ""},
		"Dots":       {"An empty name.", "spec..size", ""},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := thing(t).TypeOf(tc.path)
			if got != tc.want || (err == nil) != (tc.want != "") {
				t.Errorf("got %q, %v, want %q\nreason: %s", got, err, tc.want, tc.reason)
			}
		})
	}
}

// TestFindings proves that a rule which does not compile is found.
func TestFindings(t *testing.T) {
	kind, err := compile(&apiextensionsv1.JSONSchemaProps{
		Type: "object",
		Properties: map[string]apiextensionsv1.JSONSchemaProps{
			"spec": {Type: "string", XValidations: apiextensionsv1.ValidationRules{{Rule: "self > 1"}}},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := kind.Findings(); len(got) != 1 || !strings.Contains(got[0], "self > 1") {
		t.Errorf("got %q, want the rule that compares a string with a number", got)
	}
}
