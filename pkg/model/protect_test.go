package model

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

func TestProtect(t *testing.T) {
	bare := &corev1.Secret{}
	annotated := &corev1.Secret{ObjectMeta: metav1.ObjectMeta{Annotations: map[string]string{"a": "b"}}}
	got := Protect(bare, annotated)
	if len(got) != 2 || got[0] != bare || got[1] != annotated {
		t.Fatalf("Protect returns its objects, in order; got %v", got)
	}
	want := map[string]string{
		"kustomize.toolkit.fluxcd.io/prune": "disabled",
		"argocd.argoproj.io/sync-options":   "Prune=false,Delete=false",
		// Without it Argo CD would call what is kept a difference.
		"argocd.argoproj.io/compare-options": "IgnoreExtraneous",
	}
	if diff := cmp.Diff(want, bare.Annotations); diff != "" {
		t.Errorf("both engines are told: -want, +got:\n%s", diff)
	}
	want["a"] = "b"
	if diff := cmp.Diff(want, annotated.Annotations); diff != "" {
		t.Errorf("other annotations stay: -want, +got:\n%s", diff)
	}
}
