package environment_test

import (
	"strings"
	"testing"

	protectionv1beta1 "github.com/crossplane/crossplane/apis/v2/protection/v1beta1"
	"github.com/google/go-cmp/cmp"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/environment"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

func xr() *seamark.ObjectStore {
	return &seamark.ObjectStore{
		TypeMeta:   seamark.KindObjectStore,
		ObjectMeta: metav1.ObjectMeta{Name: "loki", Namespace: "acme"},
	}
}

func TestGuardOrphan(t *testing.T) {
	env := platform.Environment{Name: "acme", DeletionPolicy: platform.Orphan}
	got := environment.Guard(env, xr())
	if len(got) != 2 {
		t.Fatalf("got %d objects, want the XR and its Usage", len(got))
	}
	for _, key := range []string{"kustomize.toolkit.fluxcd.io/prune", "argocd.argoproj.io/sync-options"} {
		if got[0].GetAnnotations()[key] == "" {
			t.Errorf("the XR has no annotation %s: an engine would prune it", key)
		}
		if got[1].GetAnnotations()[key] != "" {
			t.Errorf("the Usage has the annotation %s: it could never be lifted", key)
		}
	}
	usage := got[1].(*protectionv1beta1.Usage)
	want := protectionv1beta1.NamespacedResource{
		APIVersion:  "seamark.dev/v1alpha1",
		Kind:        "ObjectStore",
		ResourceRef: &protectionv1beta1.NamespacedResourceRef{Name: "loki"},
	}
	if diff := cmp.Diff(want, usage.Spec.Of); diff != "" {
		t.Errorf("what the Usage protects (-want +got):\n%s", diff)
	}
	if usage.Namespace != "acme" || !strings.Contains(*usage.Spec.Reason, "deletionPolicy: Delete") {
		t.Errorf("namespace %q, reason %q: want acme, and the deliberate way", usage.Namespace, *usage.Spec.Reason)
	}
}

func TestGuardDelete(t *testing.T) {
	env := platform.Environment{Name: "acme", DeletionPolicy: platform.Delete}
	want := []model.Object{xr()}
	if diff := cmp.Diff(want, environment.Guard(env, xr())); diff != "" {
		t.Errorf("nothing may stand in the way of a deliberate deletion (-want +got):\n%s", diff)
	}
}
