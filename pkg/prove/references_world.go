package prove

import (
	apiextensionsv1alpha1 "github.com/crossplane/crossplane/apis/v2/apiextensions/v1alpha1"

	"seamark.dev/seamark/pkg/apis/apiextensions"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
)

// world is everything that exists and everything that is pointed at, in all
// clusters.
type world struct {
	subject Subject
	things  map[identity]*thing
	refs    []reference
	objects []applied
	// releases are the releases with their effective values.
	releases []valued
	kinds    map[kindIn][]source
	wanted   []wantedKind

	definitions  map[groupKind]string // kind of XR to its default Composition
	compositions map[string]*composition
	environments map[string]bool
}

// valued is a release with its effective values.
type valued struct {
	at     place
	values *manifest.Node
}

// composition is a Composition and where it stands.
type composition struct {
	at     place
	object *apiextensions.Composition
	bases  map[string]*manifest.Node // by resource name
}

type groupKind struct{ group, kind string }

// worldOf reads the units.
func worldOf(s Subject) *world {
	w := &world{
		subject:      s,
		things:       make(map[identity]*thing, 20*len(s.Units)), // about as many as there will be
		refs:         make([]reference, 0, 24*len(s.Units)),
		objects:      make([]applied, 0, 12*len(s.Units)),
		kinds:        map[kindIn][]source{},
		definitions:  map[groupKind]string{},
		compositions: map[string]*composition{},
		environments: map[string]bool{},
	}
	for i := range s.Units {
		w.declare(&s.Units[i])
	}
	w.given()
	for i := range s.Units {
		w.unit(&s.Units[i])
	}
	return w
}

// declare notes what the units say of themselves, and the Compositions, which
// must be known before the XRs are read.
func (w *world) declare(u *model.Unit) {
	if u.ID.Environment != "" {
		w.environments[u.ID.Environment] = true
	}
	for i := range u.Components {
		c := &u.Components[i]
		for _, p := range c.Provides {
			w.provide(u, c, p)
		}
		for _, secret := range c.Secrets {
			t := w.thing(model.Hub(), secret.Ref())
			t.sealed = true
			for _, key := range secret.Keys {
				t.keys = append(t.keys, key.Key)
			}
		}
		for _, o := range c.Objects {
			w.define(place{unit: u, component: c, object: o})
		}
	}
}

func (w *world) provide(u *model.Unit, c *model.Component, p model.Provided) {
	t := w.thing(p.Cluster, p.Ref)
	t.units = append(t.units, u.ID)
	t.ports = append(t.ports, p.Ports...)
	if len(p.Keys) > 0 {
		t.keys, t.sealed = append(t.keys, p.Keys...), true
	}
	if p.Ref.Kind == crdKind {
		w.brings(p.Cluster, p.Ref.Name, source{unit: u.ID, component: c})
	}
}

// define notes a kind of XR or a Composition.
func (w *world) define(at place) {
	switch o := at.object.(type) {
	case *apiextensions.CompositeResourceDefinition:
		kind := groupKind{o.Spec.Group, o.Spec.Names.Kind}
		w.definitions[kind] = ""
		if ref := o.Spec.DefaultCompositionRef; ref != nil {
			w.definitions[kind] = ref.Name
		}
		w.brings(model.Hub(), o.Name, source{unit: at.unit.ID, component: at.component})
	case *apiextensions.Composition:
		w.compositions[o.Name] = &composition{at: at, object: o, bases: map[string]*manifest.Node{}}
	case *apiextensionsv1alpha1.ManagedResourceActivationPolicy:
		for _, name := range o.Spec.Activations {
			w.brings(model.Hub(), string(name), source{unit: at.unit.ID, component: at.component})
		}
	}
}

// unit reads the objects, releases and declared needs of a unit.
func (w *world) unit(u *model.Unit) {
	for i := range u.Components {
		c := &u.Components[i]
		for _, o := range c.Objects {
			at := place{unit: u, component: c, object: o}
			if n, err := manifest.Of(o); err == nil {
				w.object(applied{at: at, unit: u.ID, cluster: u.Target, node: n})
			}
		}
		for j := range c.Releases {
			w.release(place{unit: u, component: c, release: &c.Releases[j]})
		}
		w.needs(u, c)
	}
}

// needs are the references that the component declares.
func (w *world) needs(u *model.Unit, c *model.Component) {
	for _, n := range c.Needs {
		if n.Ref.Kind == crdKind {
			w.wantCRD(u, c, n)
			continue
		}
		from := place{unit: u, component: c}
		switch {
		case len(c.Releases) > 0:
			from.release = &c.Releases[0]
		case len(c.Objects) > 0:
			from.object = c.Objects[0]
		default:
			continue // a component without a file needs nothing
		}
		w.refs = append(w.refs, reference{
			from: from.at(n.Path), unit: u.ID, to: identity{n.Cluster, n.Ref},
			key: n.Key, port: n.Port, hard: n.Ref.Kind != "Service",
		})
	}
}
