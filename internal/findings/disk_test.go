package findings

import (
	"os"
	"path/filepath"
	"testing"

	"seamark.dev/seamark/internal/schemas"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/tree"
)

// written is what is found when a tree is written where a file stands.
func written(name, content string) func(*testing.T) diag.List {
	return func(t *testing.T) diag.List {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		var rendered tree.Tree
		if err := rendered.Add(tree.File{Path: "README.md", Data: []byte("Ours.\n")}); err != nil {
			t.Fatal(err)
		}
		_, err := tree.Write(dir, &rendered, tree.WriteOptions{})
		return diag.Findings(err)
	}
}

const things = `apiVersion: apiextensions.crossplane.io/v2
kind: CompositeResourceDefinition
metadata: {name: things.example.org}
spec:
  group: example.org
  scope: Namespaced
  names: {kind: Thing, plural: things}
  versions:
  - name: v1
    served: true
    referenceable: true
    schema: {openAPIV3Schema: {type: object, properties: {spec: {type: object, required: [size],
      x-kubernetes-validations: [{rule: "self.size > 0", message: too small}],
      properties: {size: {type: integer}, mode: {type: string, enum: [a, b]}, list: {type: array, minItems: 1, items: {type: string}}}}}}}
`

// validated is what is found in a Thing.
func validated(apiVersion, spec string) func(*testing.T) diag.List {
	return func(t *testing.T) diag.List {
		set := schemas.New()
		if err := set.AddDefinition([]byte(things)); err != nil {
			t.Fatal(err)
		}
		object, err := schemas.Decode([]byte("apiVersion: " + apiVersion + "\nkind: Thing\nmetadata: {name: mine, namespace: blue}\nspec: {" + spec + "}\n"))
		if err != nil {
			t.Fatal(err)
		}
		var all diag.List
		found, _ := set.Check(object)
		for _, f := range found {
			all.Add(diag.Finding{
				Code: f.Code, Subject: diag.Subject{Object: "Thing.example.org blue/mine", Path: f.Path}, Value: f.Value, Message: f.Message,
			})
		}
		return all
	}
}

// unread is what is found in a document that ends too early.
func unread(*testing.T) diag.List {
	_, err := schemas.Decode([]byte("apiVersion: v1\nkind: Service\nspec: {"))
	broken := schemas.Syntax(err)
	return diag.List{{Code: broken.Code, Subject: diag.Subject{File: "service.yaml"}, Message: broken.Message}}
}
