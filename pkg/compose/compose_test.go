package compose_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/pkg/apis/patchandtransform"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/compose"
)

func TestPatches(t *testing.T) {
	format := func(f string) []patchandtransform.Transform {
		return []patchandtransform.Transform{{
			Type:   patchandtransform.TransformString,
			String: &patchandtransform.StringTransform{Type: patchandtransform.StringFormat, Format: f},
		}}
	}
	required := &patchandtransform.Policy{FromFieldPath: patchandtransform.Required}
	cases := map[string]struct {
		reason    string
		got, want patchandtransform.Patch
	}{
		"From": {
			reason: "The common case copies a field as it is.",
			got:    compose.From("spec.region").To("spec.forProvider.region"),
			want: patchandtransform.Patch{
				Type:          patchandtransform.FromComposite,
				FromFieldPath: "spec.region",
				ToFieldPath:   "spec.forProvider.region",
			},
		},
		"Status": {
			reason: "The other direction.",
			got:    compose.Status("status.atProvider.id").To("status.vpcID"),
			want: patchandtransform.Patch{
				Type:          patchandtransform.ToComposite,
				FromFieldPath: "status.atProvider.id",
				ToFieldPath:   "status.vpcID",
			},
		},
		"Required": {
			reason: "The resource is withheld until the source exists.",
			got:    compose.From("status.id").Format("/%s/ca").Required().To("x"),
			want: patchandtransform.Patch{
				Type:          patchandtransform.FromComposite,
				FromFieldPath: "status.id",
				ToFieldPath:   "x",
				Transforms:    format("/%s/ca"),
				Policy:        required,
			},
		},
		"When": {
			reason: "The value of the first field, only while the others exist.",
			got:    compose.When("spec.clusterName", "status.port").To("spec.providerConfigRef.name"),
			want: patchandtransform.Patch{
				Type: patchandtransform.CombineFromComposite,
				Combine: &patchandtransform.Combine{
					Variables: []patchandtransform.Variable{{FromFieldPath: "spec.clusterName"}, {FromFieldPath: "status.port"}},
					Strategy:  patchandtransform.StrategyString,
					String:    patchandtransform.CombineString{Format: "%[1]s"},
				},
				ToFieldPath: "spec.providerConfigRef.name",
				Policy:      required,
			},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(tc.want, tc.got); diff != "" {
				t.Errorf("patch (-want +got):\n%s\nreason: %s", diff, tc.reason)
			}
		})
	}
}

// TestSourceIsAValue proves that two patches made of one source share nothing.
func TestSourceIsAValue(t *testing.T) {
	name := compose.From("metadata.name").Format("%s-a")
	first := name.Format("%s-b").To("x")
	second := name.Required().Format("%s-c").To("y")
	if got := first.Transforms[1].String.Format; got != "%s-b" {
		t.Errorf("the first patch has %q, want its own transform", got)
	}
	if first.Policy != nil || len(second.Transforms) != 2 || len(name.To("z").Transforms) != 1 {
		t.Error("a method changed the source that it was called on")
	}
}

// TestDeletionPolicyDefault: the provider takes a missing policy for Delete, so
// the definition must have a default that is not.
func TestDeletionPolicyDefault(t *testing.T) {
	if got := compose.DeletionPolicyField().Default; got != string(seamark.Orphan) {
		t.Errorf("the default is %v, want %s", got, seamark.Orphan)
	}
}
