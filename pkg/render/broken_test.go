package render_test

import (
	"fmt"
	"strings"
	"testing"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/render"
)

// nameless is an object that breaks whoever asks for its name.
type nameless struct{ *corev1.ConfigMap }

func (n nameless) GetName() string { return n.Labels["name"][:3] }

// unwritable is one that breaks whoever writes it.
type unwritable struct{ *corev1.ConfigMap }

func (u unwritable) MarshalJSON() ([]byte, error) { return []byte(u.Data["x"][:3]), nil }

// TestBrokenComponent: a component that breaks is an error that tells where,
// for a library's user wants to keep the process.
func TestBrokenComponent(t *testing.T) {
	object := &corev1.ConfigMap{TypeMeta: kinds.ConfigMap, ObjectMeta: metav1.ObjectMeta{Name: "x", Namespace: "default"}}
	holding := func(o model.Object) func(platform.Environment) model.Component {
		return func(platform.Environment) model.Component { return model.Component{Objects: []model.Object{o}} }
	}
	cases := map[string]struct {
		reason    string
		component func(platform.Environment) model.Component
		want      []string
	}{
		"Build": {
			"its own function breaks",
			func(env platform.Environment) model.Component {
				return model.Component{Name: env.Name[99:]}
			},
			[]string{"cannot build the units: component mine (", "slice bounds out of range", "broken_test.go:"},
		},
		"Object": {
			"an object is asked for its name",
			holding(nameless{object}),
			[]string{"component mine (", "object 0 cannot be asked who it is: ",
				"slice bounds out of range", "render_test.nameless.GetName (broken_test.go:"},
		},
		"Encode": {
			"a check or the delivery writes an object",
			holding(unwritable{object}),
			[]string{"slice bounds out of range", "render_test.unwritable.MarshalJSON (broken_test.go:"},
		},
	}
	for _, written := range []any{3, "mine.go", (*int)(nil)} { // none of which is a function
		p, _ := platform.Load(platform.Source{Name: "platform.yaml", Data: platform.Default()})
		mine := components.Component{Name: "mine", Unit: components.Infra, Build: holding(object), Written: written}
		_, err := render.Render(p, components.Standard().With(mine))
		if want := `the component "mine" (pkg/render/broken_test.go:`; err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), fmt.Sprintf("has a Written of type %T", written)) {
			t.Errorf("Written: %v, got %v", written, err)
		}
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			p, findings := platform.Load(platform.Source{Name: "platform.yaml", Data: platform.Default()})
			if err := findings.Err(); err != nil {
				t.Fatal(err)
			}
			mine := components.Component{Name: "mine", Unit: components.Infra, Build: tc.component}
			_, err := render.Render(p, components.Standard().With(mine))
			if err == nil {
				t.Fatalf("%s, and nobody says so", tc.reason)
			}
			for _, part := range tc.want {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("%s: want %q in the error, got:\n%v", tc.reason, part, err)
				}
			}
		})
	}
}
