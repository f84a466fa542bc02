package apis_test

import (
	"encoding/json"
	"strings"
	"testing"

	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	k8sjson "k8s.io/apimachinery/pkg/util/json"
	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/internal/schemas"
	"seamark.dev/seamark/pkg/apis/apiextensions"
	"seamark.dev/seamark/pkg/apis/patchandtransform"
	"seamark.dev/seamark/pkg/components/apis"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/delivery"
	"seamark.dev/seamark/pkg/model"
)

type object = map[string]any

// composition is a Composition as the function reads it: decoded, strictly,
// from the YAML that is rendered.
type composition struct {
	name  string
	of    schema.GroupVersionKind
	input patchandtransform.Resources
}

func compositions(t *testing.T) []composition {
	t.Helper()
	var all []composition
	for _, c := range apis.Compositions(databases.Engines()) {
		all = append(all, decode(t, c.Object()))
	}
	return all
}

func decode(t *testing.T, o *apiextensions.Composition) composition {
	t.Helper()
	input := &patchandtransform.Resources{}
	read := apiextensions.Composition{Spec: apiextensions.CompositionSpec{
		Pipeline: []apiextensions.Step{{Input: input}},
	}}
	if err := yaml.UnmarshalStrict(encode(t, o), &read); err != nil {
		t.Fatalf("%s: %v", o.Name, err)
	}
	return composition{
		name:  read.Name,
		of:    schema.FromAPIVersionAndKind(read.Spec.CompositeTypeRef.APIVersion, read.Spec.CompositeTypeRef.Kind),
		input: *input,
	}
}

const projectID = "4e1bfbc3-dc3e-41f2-a18f-1b4d7ba71679"

// existingID is of a database that exists.
const existingID = "9cc10173-e9ea-4176-9dbc-a4cee4c4ff30"

// varied is the Composition that one with the suffix is a variant of.
func varied(name, suffix string) (string, bool) {
	without := strings.TrimSuffix(name, suffix+".seamark.dev")
	return without + ".seamark.dev", without != name
}

func encode(t *testing.T, o model.Object) []byte {
	t.Helper()
	data, err := delivery.Encode(o)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// asObject is the rendered object with numbers as the API server has them.
func asObject(t *testing.T, o model.Object) object {
	t.Helper()
	data, err := yaml.YAMLToJSON(encode(t, o))
	if err != nil {
		t.Fatal(err)
	}
	return integers(t, json.RawMessage(data))
}

// integers turns the numbers of a value that are whole into int64.
func integers(t *testing.T, v any) object {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var o object
	if err := k8sjson.Unmarshal(data, &o); err != nil {
		t.Fatal(err)
	}
	return o
}

// floats turns all numbers into float64, which is how a function sees them.
func floats(t *testing.T, v any) object {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var o object
	if err := json.Unmarshal(data, &o); err != nil {
		t.Fatal(err)
	}
	return o
}

func kindOf(o object) schema.GroupVersionKind {
	apiVersion, _ := o["apiVersion"].(string)
	kind, _ := o["kind"].(string)
	return schema.FromAPIVersionAndKind(apiVersion, kind)
}

// load is the CRDs with those of our own definitions.
func load(t *testing.T, checks string) *schemas.Set {
	t.Helper()
	set := schemas.Load(t, checks)
	addDefinitions(t, set)
	return set
}

func addDefinitions(t *testing.T, set *schemas.Set) {
	t.Helper()
	for _, d := range apis.Definitions(databases.Engines()) {
		if err := set.AddDefinition(encode(t, d.Object())); err != nil {
			t.Fatal(err)
		}
	}
}

// examples are the XRs of the Configuration package by composition.
func examples(t *testing.T) map[string]object {
	t.Helper()
	byComposition, all := map[string]object{}, compositions(t)
	for _, f := range apis.Configuration() {
		if !strings.HasPrefix(f.Path, "examples/") {
			continue
		}
		o := asObject(t, f.Object)
		for _, c := range all {
			named, _ := get(o, "spec.crossplane.compositionRef.name")
			if c.of == kindOf(o) && (named == nil || named == c.name) {
				byComposition[c.name] = o
			}
		}
	}
	for _, c := range all {
		if without, inProject := varied(c.name, "-project"); inProject {
			o := runtime.DeepCopyJSON(byComposition[without])
			edit(t, o, object{"project": projectID, "crossplane.compositionRef.name": c.name})
			byComposition[c.name] = o
		}
		if managed, looked := varied(c.name, "-observed"); looked {
			o := runtime.DeepCopyJSON(byComposition[managed])
			for _, wish := range []string{"version", "size", "nodes"} {
				delete(o["spec"].(object), wish)
			}
			edit(t, o, object{"management": "Observe", "existingID": existingID, "crossplane.compositionRef.name": c.name})
			byComposition[c.name] = o
		}
	}
	return byComposition
}

// edit sets fields of the spec.
func edit(t *testing.T, o object, fields object) {
	t.Helper()
	for field, value := range fields {
		if err := set(o, "spec."+field, value); err != nil {
			t.Fatal(err)
		}
	}
}
