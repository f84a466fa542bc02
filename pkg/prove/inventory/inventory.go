// Package inventory is what exists and what is pointed at, in all clusters, once
// the rendered tree is reconciled. It is read once from the units, by a table of
// kinds and field paths as kustomize's name references are (see table), and
// every question of package prove is asked of it.
//
//	Read(units) ─▶ *Inventory ─▶ order, links, names, leaks, values, fit …
//
// To tell it of another kind, add a row to the table. Functions of their own
// have only what a table cannot say: what a Composition makes of an XR, what
// Crossplane puts into another cluster, the pods that labels select, addresses
// in texts.
package inventory

import (
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/platform"
)

// Input is what an inventory is made from.
type Input struct {
	// Platform is the complete configuration.
	Platform platform.Platform
	// Units are all units, in any order.
	Units []model.Unit
	// Engine is the GitOps engine that delivers them.
	Engine Engine
	// Switchable are the components that an environment can do without; nil if
	// nobody says.
	Switchable []string
	// Locate tells where the configuration says something, by its field path
	// (spec.environments[0].overrides.loki.loki.auth_enabled): the file and
	// the line of the nearest field that is written there. It may be nil: a
	// platform made in Go has no lines.
	Locate platform.Locator
}

// Engine is what must be known of a GitOps engine to say where things are.
type Engine interface {
	// ReleaseFile is the file of the tree that a reader looks into for the
	// values of a release.
	ReleaseFile(model.Place) string
	// Namespace is where the engine is installed on the hub.
	Namespace() string
}

// Inventory is everything that exists and everything that is pointed at. It
// does not change once read, so that any number of questions may be asked side
// by side.
type Inventory struct {
	Input
	// Things are what exists, by identity.
	Things map[Identity]*Thing
	// References are the names that point at things.
	References []Reference
	// Objects are what units bring into clusters: their own objects, what is
	// composed for XRs, what Crossplane puts elsewhere, whole objects among
	// the values of charts.
	Objects []Object
	// Releases are the releases with their effective values.
	Releases []Release
	// Wanted are the kinds that releases bring objects of.
	Wanted []Wanted

	environments map[string]int // of the platform, by name
	releases     map[model.Target][]*model.Release
	kinds        map[kindIn][]Source
	effective    map[*model.Release]*manifest.Node
	changed      changed
	definitions  map[groupKind]string // kind of XR to its default Composition
	compositions map[string]*composition
	rows         *rows
}

// Release is a release with its effective values: ours with the user's merged
// over them.
type Release struct {
	Place
	Values *manifest.Node
}

// Read reads the units.
func Read(in Input) *Inventory {
	inv := &Inventory{
		Input:        in,
		Things:       make(map[Identity]*Thing, 20*len(in.Units)), // about as many as there will be
		References:   make([]Reference, 0, 24*len(in.Units)),
		Objects:      make([]Object, 0, 12*len(in.Units)),
		environments: make(map[string]int, len(in.Platform.Spec.Environments)),
		releases:     map[model.Target][]*model.Release{},
		kinds:        map[kindIn][]Source{},
		effective:    map[*model.Release]*manifest.Node{},
		changed:      changed{map[Identity]Change{}, map[kindIn]Change{}, map[Identity][]changedPort{}},
		definitions:  map[groupKind]string{},
		compositions: map[string]*composition{},
		rows:         compiled(),
	}
	for i := range in.Platform.Spec.Environments {
		inv.environments[in.Platform.Spec.Environments[i].Name] = i
	}
	for at := range model.Components(in.Units) {
		inv.declare(at)
		inv.makes(at)
	}
	for at := range model.Releases(in.Units) {
		inv.releases[at.Release.Cluster] = append(inv.releases[at.Release.Cluster], at.Release)
	}
	for at := range model.Objects(in.Units) {
		inv.define(Place{Place: at})
	}
	inv.given()
	for at := range model.Components(in.Units) {
		inv.component(at)
	}
	return inv
}

// declare notes what a component says of itself.
func (inv *Inventory) declare(at model.Place) {
	for _, p := range at.Component.Provides {
		inv.provided(at, p)
	}
	for _, secret := range at.Component.Secrets {
		t := inv.thing(model.Hub(), secret.Ref())
		t.seal()
		for _, key := range secret.Keys {
			t.seal(key.Key)
		}
	}
}

func (inv *Inventory) provided(at model.Place, p model.Provided) {
	t := inv.thing(p.Cluster, p.Ref)
	t.Units = append(t.Units, at.Unit.ID)
	t.Declared = append(t.Declared, at.Component)
	t.Ports = append(t.Ports, p.Ports...)
	if len(p.Keys) > 0 {
		t.seal(p.Keys...)
	}
	if p.Ref.Kind == crdKind {
		inv.brings(p.Cluster, p.Ref.Name, Source{at.Unit.ID, at.Component})
	}
}

// component reads the objects, releases and declared needs of a component.
func (inv *Inventory) component(at model.Place) {
	for _, o := range at.Component.Objects {
		n, err := manifest.Of(o)
		if err != nil {
			continue // shows when it is encoded
		}
		at.Object = o
		inv.object(Object{At: Place{Place: at}, Unit: at.Unit.ID, Cluster: at.Unit.Target, Node: n})
	}
	at.Object = nil
	for i := range at.Component.Releases {
		at.Release = &at.Component.Releases[i]
		inv.release(Place{Place: at})
	}
	at.Release = nil
	for _, n := range at.Component.Needs {
		inv.need(at, n)
	}
}

// need is a reference that the component declares. It is told of its first
// release or object, or of the component where there is neither.
func (inv *Inventory) need(at model.Place, n model.Need) {
	path := declaredPath(n.Path)
	if n.Ref.Kind == crdKind {
		kind := kindOf(n.Cluster, n.Ref.Name)
		for i := range at.Component.Releases {
			at.Release = &at.Component.Releases[i]
			inv.Wanted = append(inv.Wanted, Wanted{Place{at, path}, kind})
		}
		return
	}
	switch c := at.Component; {
	case len(c.Releases) > 0:
		at.Release = &c.Releases[0]
	case len(c.Objects) > 0:
		at.Object = c.Objects[0]
	}
	inv.References = append(inv.References, Reference{
		From: Place{at, path}, Unit: at.Unit.ID, To: Identity{n.Cluster, n.Ref},
		Key: n.Key, Port: n.Port, Hard: n.Ref.Kind != "Service",
	})
}

// release reads a release: that it exists, where, and what its values name.
func (inv *Inventory) release(at Place) {
	r := at.Release
	o := Object{At: at, Unit: at.Unit.ID, Cluster: r.Cluster}
	inv.made(&o, releaseRef(r.Namespace, r.Name))
	inv.refer(&o, manifest.Fields("namespace"), Reference{Hard: true, To: Identity{r.Cluster, model.ObjectRef{Kind: "Namespace", Name: r.Namespace}}})
	values := inv.effective[r]
	inv.Releases = append(inv.Releases, Release{at, values})
	o.At = at.Values(nil)
	walk := walker{inv: inv, o: &o, top: values, namespace: r.Namespace, path: make(manifest.Path, 0, 16), hosts: true}
	walk.node(values)
}
