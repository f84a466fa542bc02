package schema

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"sigs.k8s.io/yaml"
)

const definition = `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
spec:
  group: example.org
  names: {kind: Thing}
  versions:
  - name: v1
    schema:
      openAPIV3Schema:
        type: object
        properties:
          spec:
            type: object
            required: [name]
            x-kubernetes-validations:
            - {rule: "!has(self.max) || self.max >= self.min", message: max is less than min}
            - {rule: "!has(oldSelf.name) || self.name == oldSelf.name", message: name is fixed}
            properties:
              name: {type: string}
              min: {type: integer, default: 1}
              max: {type: integer}
`

func things(t *testing.T) *Schema {
	t.Helper()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "crd.yaml"), []byte(definition), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("SCHEMAS", dir)
	set, err := Load("unused")
	if err != nil {
		t.Fatal(err)
	}
	compiled, err := set.Get(schema.GroupVersionKind{Group: "example.org", Version: "v1", Kind: "Thing"})
	if err != nil || compiled == nil {
		t.Fatalf("no schema: %v", err)
	}
	return compiled
}

func thing(t *testing.T, spec string) *unstructured.Unstructured {
	t.Helper()
	text, err := yaml.YAMLToJSON([]byte("{apiVersion: example.org/v1, kind: Thing, metadata: {name: a}, spec: " + spec + "}"))
	if err != nil {
		t.Fatal(err)
	}
	o := &unstructured.Unstructured{}
	if err := o.UnmarshalJSON(text); err != nil {
		t.Fatal(err)
	}
	return o
}

func TestFindings(t *testing.T) {
	tests := map[string]struct {
		reason, spec, old string
		want              []string
	}{
		"valid":         {reason: "the default of min is put in before the rules are asked", spec: "{name: a, max: 2}"},
		"unknown field": {reason: "an API server only drops it", spec: "{name: a, nmae: b}", want: []string{"spec.nmae: unknown field"}},
		"missing field": {reason: "the schema requires it", spec: "{}", want: []string{"spec.name: Required value"}},
		"wrong type": {
			reason: "the schema has a type", spec: "{name: 1}",
			want: []string{`spec.name: Invalid value: "integer": spec.name in body must be of type string: "integer"`},
		},
		"broken rule": {
			reason: "CEL rules are asked", spec: "{name: a, max: 0}",
			want: []string{`spec: Invalid value: max is less than min`},
		},
		"broken rule about a change": {
			reason: "they are asked about the change, too", spec: "{name: b}", old: "{name: a}",
			want: []string{`spec: Invalid value: name is fixed`},
		},
	}
	compiled := things(t)
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			o := thing(t, test.spec)
			compiled.Default(o)
			var old *unstructured.Unstructured
			if test.old != "" {
				old = thing(t, test.old)
			}
			if diff := cmp.Diff(test.want, compiled.Findings(o, old), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", test.reason, diff)
			}
		})
	}
}

// TestLoadAbsent distinguishes a folder that nobody named from one that
// somebody named wrongly.
func TestLoadAbsent(t *testing.T) {
	absent := filepath.Join(t.TempDir(), "absent")
	t.Setenv("SCHEMAS", "")
	if _, err := Load(absent); err != ErrAbsent {
		t.Errorf("got %v, want ErrAbsent", err)
	}
	t.Setenv("SCHEMAS", absent)
	if _, err := Load(""); err == nil || err == ErrAbsent {
		t.Errorf("got %v, want an error about the folder", err)
	}
}
