package schemas

import (
	"testing"

	"github.com/crossplane/crossplane-runtime/v2/pkg/xcrd"
	xpv1 "github.com/crossplane/crossplane/apis/v2/apiextensions/v1"
	apiextensionsv2 "github.com/crossplane/crossplane/apis/v2/apiextensions/v2"
	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"sigs.k8s.io/yaml"
)

const definition = `
apiVersion: apiextensions.crossplane.io/v2
kind: CompositeResourceDefinition
metadata: {name: things.example.org}
spec:
  group: example.org
  names: {kind: Thing, listKind: ThingList, plural: things, singular: thing, shortNames: [th], categories: [all]}
  versions:
  - name: v1
    served: true
    referenceable: true
    schema:
      openAPIV3Schema:
        type: object
        description: A thing.
        x-kubernetes-validations: [{rule: "self.metadata.name != 'x'", message: not x}]
        properties:
          metadata: {type: object, properties: {name: {type: string, maxLength: 20}}}
          spec:
            type: object
            description: The desired thing.
            required: [size]
            default: {size: 1}
            x-kubernetes-preserve-unknown-fields: true
            x-kubernetes-validations: [{rule: "self.size > 0", message: positive}]
            oneOf: [{required: [size]}, {required: [weight]}]
            properties:
              size: {type: integer, default: 2}
              weight: {type: integer}
          status:
            type: object
            required: [id]
            x-kubernetes-preserve-unknown-fields: true
            properties: {id: {type: string}}
`

// TestCRD holds the CRD that is made of a definition against the one that
// Crossplane makes. That package would bring 131 others to `render validate`.
func TestCRD(t *testing.T) {
	cases := map[string]struct{ reason, more string }{
		"Plain":      {"What most definitions are.", "  scope: Namespaced\n"},
		"Cluster":    {"Composed resources have a namespace of their own.", "  scope: Cluster\n"},
		"WithPolicy": {"The definition decides when new Compositions are taken.", "  scope: Namespaced\n  defaultCompositionUpdatePolicy: Manual\n"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			own := &apiextensionsv2.CompositeResourceDefinition{}
			crossplane := &xpv1.CompositeResourceDefinition{} // Crossplane stores all versions as v1
			for _, into := range []any{own, crossplane} {
				if err := yaml.UnmarshalStrict([]byte(definition+tc.more), into); err != nil {
					t.Fatal(err)
				}
			}
			got, err := crd(own)
			if err != nil {
				t.Fatal(err)
			}
			want, err := xcrd.ForCompositeResource(crossplane)
			if err != nil {
				t.Fatal(err)
			}
			spec := want.Spec.Versions[0].Schema.OpenAPIV3Schema.Properties["spec"].Properties
			settings := spec["crossplane"]
			settings.Description = ""
			spec["crossplane"] = settings
			status := want.Spec.Versions[0].Schema.OpenAPIV3Schema.Properties["status"].Properties
			conditions := status["conditions"]
			conditions.Description = ""
			status["conditions"] = conditions
			if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(metav1.ObjectMeta{}, "OwnerReferences"),
				cmpopts.IgnoreFields(apiextensionsv1.CustomResourceDefinitionVersion{}, "AdditionalPrinterColumns"),
				cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%s (-Crossplane +got):\n%s", tc.reason, diff)
			}
		})
	}
}
