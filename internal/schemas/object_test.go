package schemas

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// thingCRDs is a file as people write them: a document that is no CRD, a CRD as
// usual, and one that is written in flow style.
const thingCRDs = `# CRDs
apiVersion: example.org/v1
kind: CompositeResourceDefinition
spec:
  group: example.org
  names:
    kind: Decoy
--- # the first
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: objects.kubernetes.m.crossplane.io}
spec:
  group: kubernetes.m.crossplane.io
  scope: Namespaced
  names:
    kind: Object
    plural: objects
  versions:
  - name: v1alpha1
    served: true
    storage: true
    schema:
      openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: things.example.org}
spec: {group: example.org, scope: Cluster, names: {kind: Thing, plural: things}, versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {
  type: object, properties: {spec: {type: object, required: [size], x-kubernetes-validations: [{rule: "self.size > 0", message: too small}],
  properties: {size: {type: integer, format: int32}, mode: {type: string, enum: [a, b], default: a}, list: {type: array, minItems: 1, items: {type: string}}}}}}}}]}
`

func things(t *testing.T) *Set {
	t.Helper()
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "deep"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "deep", "things.yml"), []byte(thingCRDs), 0o644); err != nil {
		t.Fatal(err)
	}
	set, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestOpenTakesCRDsOnly(t *testing.T) {
	set := things(t)
	for kind, want := range map[schema.GroupKind]bool{
		{Group: "example.org", Kind: "Thing"}:                 true,
		{Group: "example.org", Kind: "Decoy"}:                 false,
		{Group: "kubernetes.m.crossplane.io", Kind: "Object"}: true,
	} {
		if got := set.has(kind); got != want {
			t.Errorf("%s: got %v, want %v", kind, got, want)
		}
	}
	if _, err := Open(t.TempDir()); err == nil {
		t.Error("a folder without CRDs opens")
	}
}

func TestCheck(t *testing.T) {
	set := things(t)
	const head = "apiVersion: example.org/v1\nkind: Thing\nmetadata: {name: a}\n"
	const manifest = "apiVersion: kubernetes.m.crossplane.io/v1alpha1\nkind: Object\nmetadata: {name: a, namespace: b}\n" +
		"spec: {forProvider: {manifest: "
	cases := map[string]struct {
		reason, object string
		want           []string // CODE PATH
	}{
		"Valid":       {"Defaults count.", head + "spec: {size: 1}", nil},
		"Unknown":     {"A typo.", head + "spec: {size: 1, sice: 2}", []string{"schema-unknown-field spec.sice"}},
		"Enum":        {"Neither a nor b.", head + "spec: {size: 1, mode: c}", []string{"schema-enum spec.mode"}},
		"Required":    {"The size is missing; the rule about it is not evaluated.", head + "spec: {}", []string{"schema-required spec.size"}},
		"Rule":        {"A rule in CEL.", head + "spec: {size: 0}", []string{"schema-rule spec"}},
		"Type":        {"A number in quotes.", head + `spec: {size: "1"}`, []string{"schema-type spec.size"}},
		"Fraction":    {"Once, though two checks find it.", head + "spec: {size: 1.5}", []string{"schema-type spec.size"}},
		"Format":      {"More than 32 bits hold.", head + "spec: {size: 5000000000}", []string{"schema-type spec.size"}},
		"Bound":       {"An empty list.", head + "spec: {size: 1, list: []}", []string{"schema-invalid spec.list"}},
		"Scope":       {"The kind is cluster-wide.", "apiVersion: example.org/v1\nkind: Thing\nmetadata: {name: a, namespace: b}\nspec: {size: 1}", []string{"schema-invalid metadata.namespace"}},
		"Metadata":    {"A typo where the CRD says nothing.", "apiVersion: example.org/v1\nkind: Thing\nmetadata: {name: a, lables: {}}\nspec: {size: 1}", []string{"schema-unknown-field metadata.lables"}},
		"Version":     {"A version that is not there.", "apiVersion: example.org/v2\nkind: Thing\nmetadata: {name: a}", []string{"schema-version apiVersion"}},
		"Manifest":    {"An object within an object.", manifest + "{apiVersion: example.org/v1, kind: Thing, metadata: {name: a}, spec: {}}}}", []string{"schema-required spec.forProvider.manifest.spec.size"}},
		"BuiltIn":     {"A built-in kind within an object.", manifest + "{apiVersion: v1, kind: ConfigMap, dtaa: {}}}}", []string{"schema-unknown-field spec.forProvider.manifest.dtaa"}},
		"BuiltInType": {"A list where a map must be.", manifest + "{apiVersion: v1, kind: ConfigMap, data: []}}}", []string{"schema-type spec.forProvider.manifest"}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			object, err := Decode([]byte(tc.object))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			findings, _ := set.Check(object)
			for _, f := range findings {
				got = append(got, string(f.Code)+" "+f.Path)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s\n%v\nreason: %s", diff, findings, tc.reason)
			}
		})
	}
}

// TestPartial judges the base of a composed resource: what is missing may come.
func TestPartial(t *testing.T) {
	const composition = `apiVersion: apiextensions.crossplane.io/v1
kind: Composition
metadata: {name: a}
spec:
  pipeline:
  - input:
      apiVersion: pt.fn.crossplane.io/v1beta1
      kind: Resources
      resources:
      - base: {apiVersion: example.org/v1, kind: Thing, spec: {list: [], size: 0}}
      - base: {apiVersion: example.org/v1, kind: Thing, spec: {sice: 1, mode: 5}}
`
	object, err := Decode([]byte(composition))
	if err != nil {
		t.Fatal(err)
	}
	findings, unchecked := things(t).Check(object)
	const at = "spec.pipeline[0].input.resources[1].base."
	want := map[string]bool{string(CodeUnknownField) + " " + at + "spec.sice": true, string(CodeType) + " " + at + "spec.mode": true}
	got := map[string]bool{}
	for _, f := range findings {
		if f.Code != CodeEnum { // 5 is no mode either
			got[string(f.Code)+" "+f.Path] = true
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s\n%v", diff, findings)
	}
	var kinds []string
	for _, u := range unchecked {
		kinds = append(kinds, u.Kind.Kind+u.Instead)
	}
	if diff := cmp.Diff([]string{"Composition", "Resources"}, kinds); diff != "" {
		t.Errorf("kinds without a schema (-want +got):\n%s", diff)
	}
}

func TestDecode(t *testing.T) {
	object, err := Decode([]byte("a: 1\nb: 1.5\n"))
	if diff := cmp.Diff(map[string]any{"a": int64(1), "b": 1.5}, object); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	if _, err := Decode([]byte("a: 1\na: 2\n")); err == nil {
		t.Error("the same key twice is taken")
	}
}
