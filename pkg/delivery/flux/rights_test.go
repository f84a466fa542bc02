package flux

import (
	"slices"
	"testing"

	rbacv1 "k8s.io/api/rbac/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/model"
)

// TestRights: an environment's ServiceAccount may apply the kinds that its units
// bring to the hub, and none that only another environment's bring.
func TestRights(t *testing.T) {
	object := func(environment, apiVersion, kind string) model.Object {
		return &metav1.PartialObjectMetadata{
			TypeMeta:   metav1.TypeMeta{APIVersion: apiVersion, Kind: kind},
			ObjectMeta: metav1.ObjectMeta{Namespace: environment, Name: "x"},
		}
	}
	unit := func(environment string, target model.Target, objects ...model.Object) model.Unit {
		return model.Unit{
			ID: model.UnitID{Environment: environment, Path: "x"}, Target: target,
			Components: []model.Component{{Name: "x", Objects: objects}},
		}
	}
	units := []model.Unit{
		unit("blue", model.Hub(), object("blue", "seamark.dev/v1alpha1", "SecretCopy")),
		unit("blue", model.DOKS("blue"), object("demo", "v1", "Secret")),
		unit("red", model.Hub(), object("red", "http.m.crossplane.io/v1alpha2", "Request")),
	}
	objects := rights("blue", units)
	var may []string
	for _, rule := range objects[1].(*rbacv1.Role).Rules {
		if slices.Contains(rule.Verbs, "create") {
			may = append(may, rule.Resources...)
		}
	}
	if !slices.Equal(may, []string{"secretcopies"}) {
		t.Errorf("may create %v, want what is in the folder", may)
	}
	for _, o := range objects[:3] {
		if accessor, err := meta.Accessor(o); err != nil || accessor.GetNamespace() != "blue" || accessor.GetAnnotations()["kustomize.toolkit.fluxcd.io/prune"] != "disabled" {
			t.Errorf("%s is elsewhere, or would be pruned before what it prunes", o.GetName())
		}
	}
}
