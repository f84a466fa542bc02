package model

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/diag"
)

func TestCheck(t *testing.T) {
	chart := charts.Chart{Name: "app", Version: "1.2.3", Repository: "https://charts.example.com"}
	unit := func(path string, components ...Component) Unit {
		return Unit{ID: UnitID{Environment: "dev", Path: path}, Components: components}
	}
	with := func(objects ...Object) []Unit {
		return []Unit{unit("1-infra", Component{Name: "app", Objects: objects, Source: diag.Where{File: "app.go", Line: 7}})}
	}
	releasing := func(r Release) []Unit {
		return []Unit{unit("1-infra", Component{Name: "app", Releases: []Release{r}, Source: diag.Where{File: "app.go", Line: 7}})}
	}
	const app = "unit environments/dev/1-infra: component app (app.go:7): "
	var none *corev1.ConfigMap
	cases := map[string]struct {
		reason string
		units  []Unit
		want   []string
	}{
		"Sound": {
			"Nothing to say.",
			[]Unit{unit("1-infra", Component{
				Name:     "app",
				Objects:  []Object{&corev1.ConfigMap{TypeMeta: kinds.ConfigMap, ObjectMeta: metav1.ObjectMeta{Name: "a"}}},
				Releases: []Release{{Name: "app", Namespace: "app", Chart: chart}},
			})},
			nil,
		},
		"Nil":       {"Encoding it would panic.", with(nil), []string{app + "object 0 is nil"}},
		"TypedNil":  {"It is not nil to Go, and panics all the same.", with(&corev1.ConfigMap{TypeMeta: kinds.ConfigMap}, none), []string{app + "object 1 is a nil *v1.ConfigMap"}},
		"NoKind":    {"No API server would take it.", with(&corev1.ConfigMap{ObjectMeta: metav1.ObjectMeta{Name: "a"}}), []string{app + `object 0 (*v1.ConfigMap "a") does not say its kind: set apiVersion and kind in TypeMeta`}},
		"NoVersion": {"Nor that.", with(&corev1.ConfigMap{TypeMeta: metav1.TypeMeta{Kind: "ConfigMap"}}), []string{app + `object 0 (*v1.ConfigMap "") does not say its kind: set apiVersion and kind in TypeMeta`}},
		"NoName":    {"A component is a folder.", []Unit{unit("1-infra", Component{})}, []string{`unit environments/dev/1-infra: component : its name "" is no folder: it must be lower-case letters, digits, dashes and dots`}},
		"Up":        {"A folder outside.", []Unit{unit("1-infra", Component{Name: "../x"})}, []string{`unit environments/dev/1-infra: component ../x: its name "../x" is no folder: it must be lower-case letters, digits, dashes and dots`}},
		"Twice":     {"One would overwrite the other.", []Unit{unit("1-infra", Component{Name: "app", Source: diag.Where{File: "a.go", Line: 1}}, Component{Name: "app", Source: diag.Where{File: "app.go", Line: 7}})}, []string{app + "a.go:1 has that name too"}},
		"UnitUp":    {"A folder outside.", []Unit{unit("../x")}, []string{`the unit "../x": its path must be lower-case letters, digits and dashes, with slashes between`}},
		"UnitEmpty": {"No folder at all.", []Unit{unit("")}, []string{`the unit "": its path must be lower-case letters, digits and dashes, with slashes between`}},
		"UnitNames": {"Two Kustomizations of one name.", []Unit{unit("a/b"), unit("a-b")}, []string{"the units environments/dev/a/b and environments/dev/a-b have one name, a-b"}},
		"UnitInUnit": {"A unit's folder would be a component's, too.", []Unit{
			unit("2-cluster", Component{Name: "resources", Source: diag.Where{File: "mine.go", Line: 3}}, Component{Name: "fine"}),
			unit("2-cluster/resources", Component{Name: "a"}, Component{Name: "b", Source: diag.Where{File: "b.go", Line: 1}}),
		}, []string{"unit environments/dev/2-cluster: component resources (mine.go:3): its folder is that of the unit environments/dev/2-cluster/resources, which holds a, b (b.go:1): give one of the units another path"}},
		"Elsewhere":   {"It has no kubeconfig there.", []Unit{{ID: UnitID{Environment: "dev", Path: "a"}, Target: DOKS("prod")}}, []string{"the unit environments/dev/a is applied to the cluster of another environment, prod"}},
		"NoRelease":   {"Helm wants a name.", releasing(Release{Chart: chart}), []string{app + "release 0 (chart app) has no name"}},
		"NoChart":     {"Nothing to install.", releasing(Release{Name: "app", Namespace: "app"}), []string{app + "release app has no chart, or one without name, version or repository"}},
		"NoNamespace": {"Nowhere to install it.", releasing(Release{Name: "app", Chart: chart}), []string{app + "release app has no namespace"}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			var got []string
			if err := Check(tc.units); err != nil {
				got = strings.Split(err.Error(), "\n")
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
		})
	}
}
