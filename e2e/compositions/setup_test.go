package compositions

import (
	"strings"
	"testing"

	"seamark.dev/seamark/e2e/internal/life"
	"seamark.dev/seamark/pkg/apis/seamark"
	"seamark.dev/seamark/pkg/components/apis"
	"seamark.dev/seamark/pkg/components/crossplane"
	"seamark.dev/seamark/pkg/components/databases"
	"seamark.dev/seamark/pkg/components/metricscredentials"
	"seamark.dev/seamark/pkg/components/packages"
	"seamark.dev/seamark/pkg/delivery"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// env is the environment that the tests live through.
func env(policy platform.DeletionPolicy) platform.Environment {
	return platform.Complete(platform.Platform{Spec: platform.Spec{Environments: []platform.Environment{{
		Name:           "dev",
		Region:         "sfo3",
		Domain:         platform.Domain{Zone: "example.com"},
		DeletionPolicy: policy,
	}}}}).Spec.Environments[0]
}

// object is a rendered object: exactly the bytes that the repository carries.
func object(t *testing.T, o model.Object) *life.Object {
	t.Helper()
	text, err := delivery.Encode(o)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := life.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return parsed
}

// newWorld is the hub of an environment before any XR: what the control plane
// and the environment's own component put there, and what a human does.
func newWorld(t *testing.T, e platform.Environment) *life.World {
	t.Helper()
	var hub []*life.Object
	p := platform.Platform{Spec: platform.Spec{Environments: []platform.Environment{e}}}
	for _, o := range append(apis.Component(databases.Engines(), e.Token).Objects, metricscredentials.Component(p).Objects...) {
		if strings.HasSuffix(o.GetObjectKind().GroupVersionKind().Group, "apiextensions.crossplane.io") {
			continue
		}
		hub = append(hub, object(t, o))
	}
	w := life.NewWorld(schemas, hub...)
	w.Secret(crossplane.Namespace, packages.OfToken(packages.CredentialsSecretName, e.Token), life.Keys{
		packages.KeyCredentials: "{}", packages.KeyAuthorization: "Bearer do-token",
	})
	w.Secret(crossplane.Namespace, packages.OfToken(packages.DNSSecretName, e.Token), life.Keys{packages.KeyToken: "dns-token"})
	return w
}

// birth creates the XR of a name among the objects of a component. The objects
// beside it, its guard, are on the hub as well.
func birth(t *testing.T, w *life.World, component model.Component, name, compositionName string) *life.XR {
	t.Helper()
	var born *life.Object
	for _, o := range component.Objects {
		switch parsed := object(t, o); {
		case parsed.GroupVersionKind().Group != seamark.Group:
			w.Add(parsed)
		case parsed.GetName() == name:
			born = parsed
		}
	}
	if born == nil {
		t.Fatalf("component %s has no XR %s", component.Name, name)
	}
	xr, err := life.Birth(harness, w, born, compositionOf(t, compositionName), definitionOf(t, born.GetKind()))
	if err != nil {
		t.Fatal(err)
	}
	return xr
}

func compositionOf(t *testing.T, name string) *life.Object {
	t.Helper()
	for _, c := range apis.Compositions(databases.Engines()) {
		if c.Name == name {
			return object(t, c.Object())
		}
	}
	t.Fatalf("no Composition %s", name)
	return nil
}

func definitionOf(t *testing.T, kind string) *life.Object {
	t.Helper()
	for _, d := range apis.Definitions(databases.Engines()) {
		if d.Kind.Kind == kind {
			return object(t, d.Object())
		}
	}
	t.Fatalf("no definition of %s", kind)
	return nil
}

// past takes an XR through steps that another test is about.
func past(t *testing.T, xr *life.XR, steps []life.Step) {
	t.Helper()
	for _, step := range steps {
		if err := xr.Take(t.Context(), step); err != nil {
			t.Fatalf("before the test, %s: %v", step.Name, err)
		}
	}
}

// waitsFor is the expectation that all resources wait for one field.
func waitsFor(field string, resources ...string) map[string]string {
	waiting := map[string]string{}
	for _, r := range resources {
		waiting[r] = field
	}
	return waiting
}

// join is all the names in one list.
func join(lists ...[]string) []string {
	var all []string
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

// but is the outcome with changes.
func but(o life.Outcome, change func(*life.Outcome)) life.Outcome {
	change(&o)
	return o
}
