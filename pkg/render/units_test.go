package render_test

import (
	"strings"
	"testing"
	"time"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/components/dokscluster"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/render"
)

// note builds a component of one ConfigMap in the environment's cluster.
func note(name string) func(platform.Environment) model.Component {
	return func(platform.Environment) model.Component {
		return model.Component{Objects: []model.Object{&corev1.ConfigMap{
			TypeMeta:   kinds.ConfigMap,
			ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: dokscluster.NamespaceDemo},
			Data:       map[string]string{"a": "b"},
		}}}
	}
}

// TestOwnUnits: a unit of one's own has its folder, its cluster, its timeout
// and its place in the order, and a component may be in several.
func TestOwnUnits(t *testing.T) {
	first := components.Unit{Path: "4-apps/kinds", OnDOKS: true, After: []components.Unit{components.Releases, components.LogSinks}}
	empty := components.Unit{Path: "4-apps/nothing", After: []components.Unit{first}}
	second := components.Unit{Path: "4-apps/shop", OnDOKS: true, After: []components.Unit{empty}, Timeout: 7 * time.Minute}
	shop := components.Component{
		Name: "shop", Unit: second, Build: note("shop"),
		Parts: []components.Part{
			{Name: "shop-kinds", Unit: first, Build: note("kinds")},
			{Unit: empty, Build: func(platform.Environment) model.Component { return model.Component{} }},
		},
	}
	tree, err := render.Render(small(), components.Standard().With(shop))
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{}
	for _, f := range tree.Files() {
		files[f.Path] = string(f.Data)
	}
	const units = "clusters/hub/environments/staging/kustomization-"
	for _, want := range []struct{ file, text string }{
		{"environments/staging/4-apps/kinds/shop-kinds/configmap-kinds.yaml", "# Rendered by Seamark (shop-kinds)."},
		{"environments/staging/4-apps/shop/shop/configmap-shop.yaml", "# Rendered by Seamark (shop)."},
		{units + "4-apps-kinds.yaml", "  - name: 3-environment-releases\n  - name: 3-environment-log-sinks\n"},
		{units + "4-apps-kinds.yaml", "staging-kubeconfig"},
		{units + "4-apps-shop.yaml", "  dependsOn:\n  - name: 4-apps-kinds\n"},
		{units + "4-apps-shop.yaml", "  timeout: 7m"},
	} {
		if !strings.Contains(files[want.file], want.text) {
			t.Errorf("%s lacks %q:\n%s", want.file, want.text, files[want.file])
		}
	}
	if text, ok := files[units+"4-apps-nothing.yaml"]; ok {
		t.Errorf("a unit that nothing is in is there:\n%s", text)
	}
}

// TestSharedUnits: what all environments share is there once.
func TestSharedUnits(t *testing.T) {
	hub := components.Component{
		Name: "hub-note", Unit: components.Unit{Path: "notes", Shared: true},
		Share: func(p platform.Platform) model.Component {
			return model.Component{Objects: []model.Object{&corev1.ConfigMap{
				TypeMeta:   kinds.ConfigMap,
				ObjectMeta: metav1.ObjectMeta{Name: p.Metadata.Name, Namespace: "default"},
			}}}
		},
	}
	tree, err := render.Render(many(2), components.Standard().With(hub))
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, f := range tree.Files() {
		if strings.Contains(f.Path, "configmap-acme") {
			found = append(found, f.Path)
		}
	}
	if len(found) != 1 || found[0] != "control-plane/notes/hub-note/configmap-acme.yaml" {
		t.Errorf("found %q", found)
	}
}

// TestFaultyComponents: what cannot be put together is an error that names the
// component and where it is written, and nothing panics.
func TestFaultyComponents(t *testing.T) {
	one := func(build func(platform.Environment) model.Component) components.Component {
		return components.Component{Name: "mine", Unit: components.Environment, Build: build}
	}
	made := func(c model.Component) components.Component {
		return one(func(platform.Environment) model.Component { return c })
	}
	var none *corev1.ConfigMap
	cases := map[string]struct {
		reason string
		mine   components.Component
		want   string
	}{
		"NilObject":  {"An object is forgotten.", made(model.Component{Objects: []model.Object{nil}}), "object 0 is nil"},
		"TypedNil":   {"A function returned nothing.", made(model.Component{Objects: []model.Object{none}}), "object 0 is a nil *v1.ConfigMap"},
		"NoKind":     {"TypeMeta is forgotten.", made(model.Component{Objects: []model.Object{&corev1.ConfigMap{}}}), "does not say its kind"},
		"NilBuild":   {"Build is forgotten.", one(nil), "Build is nil"},
		"Slash":      {"A name is no folder.", made(model.Component{Name: "a/../..", Objects: note("a")(platform.Environment{}).Objects}), `units_test.go:103): its name "a/../.." is no folder`},
		"NoChart":    {"A release of nothing.", made(model.Component{Releases: []model.Release{{Name: "mine", Namespace: "demo"}}}), "release mine has no chart"},
		"Undeclared": {"A chart that is declared nowhere.", made(model.Component{Releases: []model.Release{{Name: "mine", Namespace: "demo", Chart: charts.Loki}}}), "its release mine installs the chart loki, which is not in its Charts"},
		"Breaks":     {"It panics by itself.", one(func(platform.Environment) model.Component { return model.Component{Name: []string{}[0]} }), "index out of range"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			_, err := render.Render(small(), components.Standard().With(tc.mine))
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("%s\ngot  %v\nwant %s", tc.reason, err, tc.want)
			}
		})
	}
}
