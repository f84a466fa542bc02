package schemas

import (
	"testing"

	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"sigs.k8s.io/yaml"
)

// FuzzRead reads what is no CRD, or a broken one: it is refused, never crashes,
// and no object is held against the schema of another kind.
func FuzzRead(f *testing.F) {
	f.Add([]byte(thingCRDs))
	f.Add([]byte("kind: CustomResourceDefinition\nspec: {group: g, names: {kind: K}, versions: [{name: v1}]}\n"))
	f.Add([]byte("kind: CustomResourceDefinition\nspec: {group: g, names: {kind: K}, versions: [{name: v1, schema: {}}]}\n"))
	f.Add([]byte("kind: CustomResourceDefinition\nspec: {group: g, names: {kind: K}, versions: [{name: v1, schema: {openAPIV3Schema: {type: object, properties: {a: {}, b: {items: {}}}}}}]}\n"))
	f.Add([]byte("kind: CustomResourceDefinition\nnote: |\n  group: h\nspec:\n  group: g\n  names:\n    kind: K\n  versions: [{name: v1}]\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		s := New()
		if s.read(data) != nil {
			return
		}
		for gk, document := range s.documents {
			crd := &apiextensionsv1.CustomResourceDefinition{}
			if yaml.Unmarshal(document, crd) != nil {
				continue
			}
			for _, v := range crd.Spec.Versions {
				gvk := gk.WithVersion(v.Name)
				kind, err := s.Kind(gvk)
				if err != nil {
					continue
				}
				if definedBy(crd) != gk {
					t.Errorf("%s is held against the schema of %s", gk, definedBy(crd))
				}
				kind.Findings()
				s.Check(map[string]any{
					"apiVersion": gvk.GroupVersion().String(), "kind": gvk.Kind,
					"metadata": map[string]any{"name": "a"}, "spec": map[string]any{"a": "b"},
				})
				if _, err := kind.Partial(); err != nil {
					t.Errorf("%s has a schema, and no partial one: %v", gvk, err)
				}
			}
		}
	})
}
