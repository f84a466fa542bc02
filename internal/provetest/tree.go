package provetest

import (
	"testing"

	corev1 "k8s.io/api/core/v1"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/pkg/apis/apiextensions"
	"seamark.dev/seamark/pkg/apis/patchandtransform"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// Tree gives access to the parts of units, to break them.
type Tree struct {
	testing.TB
	inventory.Input
}

// Unit is the unit of this path, of any environment.
func (t Tree) Unit(path string) *model.Unit {
	t.Helper()
	for i := range t.Units {
		if t.Units[i].ID.Path == path {
			return &t.Units[i]
		}
	}
	t.Fatalf("no unit %s", path)
	return nil
}

// Component is the first component of this name.
func (t Tree) Component(name string) *model.Component {
	t.Helper()
	for at := range model.Components(t.Units) {
		if at.Component.Name == name {
			return at.Component
		}
	}
	t.Fatalf("no component %s", name)
	return nil
}

// Release is the first release of this name.
func (t Tree) Release(name string) *model.Release {
	t.Helper()
	for at := range model.Releases(t.Units) {
		if at.Release.Name == name {
			return at.Release
		}
	}
	t.Fatalf("no release %s", name)
	return nil
}

// Find is the object of this type and name.
func Find[O model.Object](t Tree, name string) O {
	t.Helper()
	for at := range model.Objects(t.Units) {
		if typed, ok := at.Object.(O); ok && at.Object.GetName() == name {
			return typed
		}
	}
	t.Fatalf("no object %s of this type", name)
	return *new(O)
}

// Composed is a resource of a Composition.
func (t Tree) Composed(composition, resource string) *patchandtransform.Resource {
	t.Helper()
	c := Find[*apiextensions.Composition](t, composition)
	input := c.Spec.Pipeline[0].Input.(*patchandtransform.Resources)
	for i := range input.Resources {
		if input.Resources[i].Name == resource {
			return &input.Resources[i]
		}
	}
	t.Fatalf("no resource %s in %s", resource, composition)
	return nil
}

// Patch is the patch of a composed resource that writes a field.
func (t Tree) Patch(composition, resource, path string) *patchandtransform.Patch {
	t.Helper()
	r := t.Composed(composition, resource)
	for i := range r.Patches {
		if r.Patches[i].ToFieldPath == path {
			return &r.Patches[i]
		}
	}
	t.Fatalf("no patch of %s", path)
	return nil
}

// ID is a unit of an environment.
func ID(environment, path string) model.UnitID {
	return model.UnitID{Environment: environment, Path: path}
}

// Thing is an object of a kind that nobody brings.
func Thing() model.Object {
	return &corev1.ConfigMap{
		TypeMeta:   metav1.TypeMeta{APIVersion: "example.org/v1", Kind: "Thing"},
		ObjectMeta: metav1.ObjectMeta{Name: "x", Namespace: "demo"},
	}
}
