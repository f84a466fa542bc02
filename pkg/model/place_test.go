package model

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
)

func TestPlaces(t *testing.T) {
	object := func(name string) Object {
		return &corev1.ConfigMap{
			TypeMeta: metav1.TypeMeta{APIVersion: "v1", Kind: "ConfigMap"}, ObjectMeta: metav1.ObjectMeta{Name: name},
		}
	}
	units := []Unit{
		{ID: UnitID{Path: "a"}, Components: []Component{{Name: "empty"}, {
			Name: "one", Objects: []Object{object("x"), object("y")}, Releases: []Release{{Name: "r"}},
		}}},
		{ID: UnitID{Environment: "blue", Path: "b"}, Components: []Component{{Name: "two", Releases: []Release{{Name: "s"}, {Name: "t"}}}}},
		{ID: UnitID{Environment: "blue", Path: "c"}},
	}
	var objects, releases, components []string
	for p := range Objects(units) {
		objects = append(objects, p.File())
	}
	for p := range Releases(units) {
		releases = append(releases, p.Component.Name+"/"+p.Release.Name)
		p.Release.Name += "!" // a place points into the units
	}
	for p := range Components(units) {
		components = append(components, p.Unit.ID.Path+"/"+p.Component.Name)
	}
	for _, tc := range []struct{ got, want []string }{
		{objects, []string{"control-plane/a/one/configmap-x.yaml", "control-plane/a/one/configmap-y.yaml"}},
		{releases, []string{"one/r", "two/s", "two/t"}},
		{components, []string{"a/empty", "a/one", "b/two"}},
		{Environments(units), []string{"", "blue"}},
		{[]string{units[1].Components[0].Releases[1].Name}, []string{"t!"}},
	} {
		if diff := cmp.Diff(tc.want, tc.got); diff != "" {
			t.Errorf("(-want +got):\n%s", diff)
		}
	}
	for range Objects(units) {
		break // a reader may stop
	}
	for range Releases(units) {
		break
	}
	for range Components(units) {
		break
	}
}
