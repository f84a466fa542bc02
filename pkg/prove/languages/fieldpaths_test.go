package languages

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/internal/provetest"
	"seamark.dev/seamark/pkg/apis/patchandtransform"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// TestFieldPathsOfCompositions: wherever function-patch-and-transform reads a
// path of somebody else's.
func TestFieldPathsOfCompositions(t *testing.T) {
	s := provetest.Configured(t, "platform.yaml", provetest.Small)
	r := provetest.Tree{TB: t, Input: s}.Composed("objectstores.seamark.dev", "bucket")
	r.Patches = []patchandtransform.Patch{
		{Type: patchandtransform.FromComposite, FromFieldPath: "spec.a]", ToFieldPath: "spec[2000]", Policy: &patchandtransform.Policy{FromFieldPath: "["}},
		{Type: patchandtransform.ToComposite, ToFieldPath: "spec.a"},
		{Type: patchandtransform.CombineFromComposite, Combine: &patchandtransform.Combine{Variables: []patchandtransform.Variable{{FromFieldPath: "."}}}},
		{FromFieldPath: "spec.a"},
		{Type: "PatchSet"},
	}
	r.ReadinessChecks = []patchandtransform.ReadinessCheck{{Type: patchandtransform.CheckString, FieldPath: "a.", MatchString: "x"}}
	const resource = "spec.pipeline[0].input.resources[0]."
	want := [][2]string{
		{resource + "patches[0].fromFieldPath", "Crossplane refuses the field path: unexpected ']' at position 6"},
		{resource + "patches[0].toFieldPath", "Crossplane makes no list longer than index 1024"},
		{resource + "patches[1].fromFieldPath", "Crossplane requires it in a patch of the type ToCompositeFieldPath"},
		{resource + "patches[2].combine.variables[0].fromFieldPath", "Crossplane refuses the field path: unexpected '.' at position 0"},
		{resource + "patches[2].toFieldPath", "Crossplane requires it in a patch of the type CombineFromComposite"},
		{resource + "readinessChecks[0].fieldPath", "Crossplane refuses the field path: unexpected '.' at position 1"},
	}
	var got [][2]string
	for _, f := range Check(inventory.Read(s)).Sorted() {
		got = append(got, [2]string{f.Subject.Path, f.Message})
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestFieldPathsOfObjects: those of provider-kubernetes, and not those of the
// object that it delivers.
func TestFieldPathsOfObjects(t *testing.T) {
	s := provetest.Configured(t, "platform.yaml", provetest.Small+`  overrides: {crossplane: {extraObjects: [
    {apiVersion: kubernetes.m.crossplane.io/v1alpha1, kind: Object, metadata: {name: a, namespace: blue}, spec: {
      references: [{toFieldPath: "a[", patchesFrom: {fieldPath: "]"}}], forProvider: {manifest: {kind: A, fieldPath: "["}}}},
    {apiVersion: example.org/v1, kind: Object, metadata: {name: b, namespace: blue}, spec: {fieldPath: "["}}]}}
`)
	const at, in = "platform.yaml:11: release crossplane: values.extraObjects[0].spec.references[0].", "; in control-plane/crossplane/crossplane/helmrelease-crossplane.yaml [language-fieldpath]"
	want := []string{
		at + `patchesFrom.fieldPath: "]": Crossplane refuses the field path: unexpected ']' at position 0` + in,
		at + `toFieldPath: "a[": Crossplane refuses the field path: unterminated '[' at position 1` + in,
	}
	if diff := cmp.Diff(want, provetest.Lines(Check(inventory.Read(s)))); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
