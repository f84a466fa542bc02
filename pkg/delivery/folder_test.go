package delivery

import (
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/model"
)

func object(apiVersion, kind, namespace, name string) model.Object {
	return &corev1.ConfigMap{
		TypeMeta:   metav1.TypeMeta{APIVersion: apiVersion, Kind: kind},
		ObjectMeta: metav1.ObjectMeta{Namespace: namespace, Name: name},
	}
}

func TestFolder(t *testing.T) {
	cases := map[string]struct {
		reason  string
		objects []model.Object
		want    []string
	}{
		"plain": {
			reason:  "A file is called after kind and name.",
			objects: []model.Object{object("v1", "ConfigMap", "a", "x"), object("v1", "Secret", "a", "x")},
			want:    []string{"configmap-x.yaml", "secret-x.yaml"},
		},
		"same kind of two groups": {
			reason:  "The group tells them apart, whatever their order.",
			objects: []model.Object{object("http.example.org/v1", "Config", "", "x"), object("cloud.example.org/v1", "Config", "", "x")},
			want:    []string{"http-config-x.yaml", "cloud-config-x.yaml"},
		},
		"same kind in two namespaces": {
			reason:  "The namespace tells them apart.",
			objects: []model.Object{object("v1", "ConfigMap", "a", "x"), object("v1", "ConfigMap", "b", "x")},
			want:    []string{"a-configmap-x.yaml", "b-configmap-x.yaml"},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			files, err := Folder("dir/part", tc.objects, nil)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, f := range files[1:] {
				got = append(got, strings.TrimPrefix(f.Path, "dir/part/"))
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
			index := "# Rendered by Seamark. Do not edit: change the configuration and render again.\n" +
				"apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n- " + strings.Join(tc.want, "\n- ") + "\n"
			if diff := cmp.Diff(index, string(files[0].Data)); diff != "" {
				t.Errorf("kustomization.yaml: -want +got:\n%s", diff)
			}
		})
	}
}

func TestEncodeGuardsLiterals(t *testing.T) {
	encode := func(value string, annotations map[string]string) string {
		body, err := Encode(&corev1.ConfigMap{TypeMeta: kinds.ConfigMap, ObjectMeta: metav1.ObjectMeta{Name: "x", Annotations: annotations}, Data: map[string]string{"key": value}})
		if err != nil {
			t.Fatal(err)
		}
		return string(body)
	}
	const guarded = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: x\n  annotations:\n    kustomize.toolkit.fluxcd.io/substitute: disabled\ndata:\n  key: a ${B}\n"
	if diff := cmp.Diff(guarded, encode("a ${B}", nil)); diff != "" {
		t.Errorf("a literal ${…} is kept from substitution: -want +got:\n%s", diff)
	}
	if got := encode("a $B", nil); strings.Contains(got, "substitute") {
		t.Errorf("what Flux would not substitute needs no annotation:\n%s", got)
	}
	if got := encode("a ${B}", map[string]string{substitute: "enabled"}); strings.Contains(got, "disabled") {
		t.Errorf("who asks for substitution gets it:\n%s", got)
	}
}

// TestUnitPaths: findings name the files that the delivery writes.
func TestUnitPaths(t *testing.T) {
	c := model.Component{Name: "part", Objects: []model.Object{
		object("v1", "ConfigMap", "a", "x"), object("v1", "ConfigMap", "b", "x"),
		object("http.example.org/v1", "Config", "", "x"), object("cloud.example.org/v1", "Config", "", "x"),
	}}
	u := model.Unit{ID: model.UnitID{Environment: "blue", Path: "1-infra"}, Components: []model.Component{c}}
	files, err := Folder("environments/blue/1-infra/part", c.Objects, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i, o := range c.Objects {
		if got, want := u.ObjectPath(c, o), files[i+1].Path; got != want {
			t.Errorf("%s is written to %s, but told to be in %s", model.RefOf(o), want, got)
		}
	}
}

// TestEncodeLeavesTheObject: units may share an object, and render side by side.
func TestEncodeLeavesTheObject(t *testing.T) {
	shared := &corev1.ConfigMap{TypeMeta: kinds.ConfigMap, ObjectMeta: metav1.ObjectMeta{Name: "x"}, Data: map[string]string{"key": "${B}"}}
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			if _, err := Encode(shared); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if shared.Annotations != nil {
		t.Errorf("the object was annotated: %v", shared.Annotations)
	}
}

// TestNotesAreComments: a note of several lines is a comment on each of them,
// whatever a reader of YAML takes for the end of a line.
func TestNotesAreComments(t *testing.T) {
	f, err := ObjectFile("x.yaml", "part", object("v1", "ConfigMap", "a", "x"), "one\ntwo: 2\r\nthree: 3\u2028four: 4\u0085five: 5")
	if err != nil {
		t.Fatal(err)
	}
	const want = "# Rendered by Seamark (part). Do not edit: change the configuration and render again.\n" +
		"# one\n# two: 2\n# three: 3\n# four: 4\n# five: 5\napiVersion: v1\n"
	if got := string(f.Data); !strings.HasPrefix(got, want) {
		t.Errorf("want it to begin with\n%s\ngot\n%s", want, got)
	}
}
