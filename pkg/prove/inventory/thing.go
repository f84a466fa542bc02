package inventory

import (
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
)

// Unknown stands in texts for what only a running Crossplane will know: a field
// of a status. A name that holds it is not looked up.
const Unknown = "\x00"

// Identity is an object in one of the clusters.
type Identity struct {
	Cluster model.Target
	Ref     model.ObjectRef
}

// Thing is something that exists once the tree is reconciled.
type Thing struct {
	// Units make it; none if it was there before.
	Units []model.UnitID
	// Keys of a Secret or ConfigMap. They are all there are if Sealed, and
	// those that are known otherwise.
	Keys   []string
	Sealed bool
	// Ports of a Service, listeners of a Gateway; none if unknown.
	Ports []model.Port
	// Applied are the places whose bytes are the object itself.
	Applied []Place
	// Declared are the components that say that something of theirs makes it.
	Declared []*model.Component
}

// HasKey tells whether it has a key, as far as is known.
func (t *Thing) HasKey(key string) bool { return !t.Sealed || slices.Contains(t.Keys, key) }

// HasPort tells whether it has a port of this name and number, where they are
// given and as far as is known.
func (t *Thing) HasPort(p model.Port) bool {
	if len(t.Ports) == 0 {
		return true
	}
	return slices.ContainsFunc(t.Ports, func(have model.Port) bool {
		return (p.Name == "" || p.Name == have.Name) && (p.Number == 0 || p.Number == have.Number)
	})
}

func (t *Thing) seal(keys ...string) { t.Keys, t.Sealed = append(t.Keys, keys...), true }

// Reference is a name that points at something.
type Reference struct {
	From Place
	// Unit is healthy only once a hard reference holds.
	Unit model.UnitID
	To   Identity
	// Key of a Secret or ConfigMap, Port of a Service; empty if any will do.
	Key  string
	Port model.Port
	// KeyOnly: another reference looks for the object, this one for its key.
	KeyOnly bool
	// Hard references hold their unit back until they resolve; soft ones
	// resolve in the course of things.
	Hard bool
	// Before: the unit cannot even be applied without.
	Before bool
	// XR is the composite resource for which the reference is composed.
	XR model.ObjectRef
}

// Object is an object that some unit brings into a cluster.
type Object struct {
	At      Place
	Unit    model.UnitID
	Cluster model.Target
	Ref     model.ObjectRef
	Node    *manifest.Node
	// Remote objects are put there by Crossplane or a chart, which try again,
	// and not by the engine, which refuses a unit with a kind that does not
	// exist.
	Remote bool
	// XR is the composite resource that the object is composed for.
	XR model.ObjectRef
	// Loose objects do not hold back the health of their unit.
	Loose bool

	depth int // XRs above
}

// Whole tells whether the object is the content of a file, and not made or held
// by another.
func (o *Object) Whole() bool { return o.At.Object != nil && len(o.At.Path) == 0 }

// thing is the entry of an object, made if there is none.
func (inv *Inventory) thing(cluster model.Target, ref model.ObjectRef) *Thing {
	id := Identity{cluster, ref}
	t := inv.Things[id]
	if t == nil {
		t = &Thing{}
		inv.Things[id] = t
	}
	return t
}

// made notes an object that a unit makes.
func (inv *Inventory) made(o *Object, ref model.ObjectRef, keys ...string) {
	if strings.Contains(ref.Name+ref.Namespace, Unknown) || ref.Name == "" {
		return
	}
	t := inv.thing(o.Cluster, ref)
	t.Units = append(t.Units, o.Unit)
	if len(keys) > 0 {
		t.seal(keys...)
	}
}

// refer notes a reference from a field of an object, unless the name is not
// known before Crossplane runs, or before a chart is rendered.
func (inv *Inventory) refer(o *Object, path manifest.Path, r Reference) {
	switch r.To.Ref.Kind + " " + r.To.Ref.Name {
	case "ConfigMap kube-root-ca.crt", "ServiceAccount default":
		return // Kubernetes makes them in every namespace
	}
	if ref := r.To.Ref; strings.Contains(ref.Namespace, Unknown) || strings.Contains(ref.Name, Unknown) || strings.Contains(r.Key, Unknown) {
		return
	}
	if o.At.Release != nil && Template(r.To.Ref.Namespace+r.To.Ref.Name+r.Key) {
		return
	}
	r.From, r.Unit, r.XR = o.At.Below(path), o.Unit, o.XR
	r.Hard = r.Hard && !o.Loose
	inv.References = append(inv.References, r)
}

// ClusterName is a cluster in a sentence.
func ClusterName(t model.Target) string {
	if t.IsHub() {
		return "the hub"
	}
	return "the cluster of " + t.Environment()
}

// refOf is the identity of an object in a tree of fields.
func refOf(n *manifest.Node) model.ObjectRef {
	return model.ObjectRef{
		Group: groupOf(n.TextAt("apiVersion")), Kind: n.TextAt("kind"),
		Namespace: n.TextAt("metadata", "namespace"), Name: n.TextAt("metadata", "name"),
	}
}

// groupOf is the group of an apiVersion.
func groupOf(apiVersion string) string {
	group, _, versioned := strings.Cut(apiVersion, "/")
	if !versioned {
		return ""
	}
	return group
}
