package model

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

func TestRefOf(t *testing.T) {
	cases := map[string]struct {
		reason string
		meta   metav1.TypeMeta
		object metav1.ObjectMeta
		want   ObjectRef
		text   string
	}{
		"Core":     {"the core group has no name", metav1.TypeMeta{APIVersion: "v1", Kind: "Secret"}, metav1.ObjectMeta{Namespace: "demo", Name: "a"}, ObjectRef{Kind: "Secret", Namespace: "demo", Name: "a"}, "Secret demo/a"},
		"Group":    {"the version is no part of an identity", metav1.TypeMeta{APIVersion: "apps/v1", Kind: "Deployment"}, metav1.ObjectMeta{Namespace: "demo", Name: "a"}, ObjectRef{Group: "apps", Kind: "Deployment", Namespace: "demo", Name: "a"}, "Deployment.apps demo/a"},
		"Unscoped": {"a cluster-scoped object has no namespace", metav1.TypeMeta{APIVersion: "v1", Kind: "Namespace"}, metav1.ObjectMeta{Name: "a"}, ObjectRef{Kind: "Namespace", Name: "a"}, "Namespace a"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got := RefOf(&corev1.Secret{TypeMeta: tc.meta, ObjectMeta: tc.object})
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s: -want, +got:\n%s", tc.reason, diff)
			}
			if got.String() != tc.text {
				t.Errorf("%s: want %q, got %q", tc.reason, tc.text, got)
			}
		})
	}
}

func TestTarget(t *testing.T) {
	if hub := Hub(); !hub.IsHub() || hub.String() != "hub" || hub.Environment() != "" {
		t.Errorf("the hub is %q, of environment %q", hub, hub.Environment())
	}
	if doks := DOKS("dev"); doks.IsHub() || doks.String() != "dev" || doks.Environment() != "dev" {
		t.Errorf("the cluster of dev is %q, of environment %q", doks, doks.Environment())
	}
	if dev := DOKS("dev"); dev != DOKS("dev") || dev == DOKS("prod") {
		t.Error("targets are comparable by their environment")
	}
}

func TestUnitID(t *testing.T) {
	cases := map[string]struct {
		reason    string
		id        UnitID
		dir, name string
	}{
		"ControlPlane": {"all environments share it", UnitID{Path: "packages"}, "control-plane/packages", "control-plane-packages"},
		"Environment":  {"its objects live in the environment's own namespace", UnitID{Environment: "dev", Path: "2-cluster/platform"}, "environments/dev/2-cluster/platform", "2-cluster-platform"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got := []string{tc.id.Dir(), tc.id.String(), tc.id.Name()}
			if diff := cmp.Diff([]string{tc.dir, tc.dir, tc.name}, got); diff != "" {
				t.Errorf("%s: -want, +got:\n%s", tc.reason, diff)
			}
		})
	}
}
