package components_test

import (
	"slices"
	"testing"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/kinds"
	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/declare"
	"seamark.dev/seamark/pkg/engines"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// TestOver: what watches the others is told of all their units, comes behind the
// shared ones, and is waited for by nobody.
func TestOver(t *testing.T) {
	named := func(name string) model.Component {
		return model.Component{Objects: []model.Object{&corev1.ConfigMap{
			TypeMeta: kinds.ConfigMap, ObjectMeta: metav1.ObjectMeta{Name: name, Namespace: "x"},
		}}}
	}
	var told []string
	watch := func(_ platform.Platform, units []model.Unit) model.Component {
		for _, u := range units {
			told = append(told, u.ID.Dir())
		}
		return named("watch")
	}
	list := components.List{}.With(
		components.Component{Name: "watcher", Unit: declare.Monitoring, Over: watch},
		components.Component{Name: "apis", Unit: declare.APIs, Share: func(platform.Platform) model.Component { return named("apis") }},
		components.Component{Name: "infra", Unit: declare.Infra, Build: func(platform.Environment) model.Component { return named("infra") }},
	)
	p := platform.Complete(platform.Platform{Spec: platform.Spec{Environments: []platform.Environment{{Name: "prod"}}}})
	engine, err := engines.Of(p, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	units, err := components.Build(p, list, engine)
	if err != nil {
		t.Fatal(err)
	}
	if want := []string{"control-plane/apis", "environments/prod/1-infra"}; !slices.Equal(told, want) {
		t.Errorf("told of %q, want %q", told, want)
	}
	var got []string
	for _, u := range units {
		got = append(got, u.ID.Dir())
		if slices.ContainsFunc(u.DependsOn, func(id model.UnitID) bool { return id.Path == declare.Monitoring.Path }) {
			t.Errorf("%s waits for it", u.ID.Dir())
		}
	}
	if want := []string{"control-plane/apis", "control-plane/monitoring", "environments/prod/1-infra"}; !slices.Equal(got, want) {
		t.Errorf("built %q, want %q", got, want)
	}
}
