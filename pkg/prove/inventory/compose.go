package inventory

import (
	"slices"

	apiextensionsv1alpha1 "github.com/crossplane/crossplane/apis/v2/apiextensions/v1alpha1"

	"seamark.dev/seamark/pkg/apis/apiextensions"
	"seamark.dev/seamark/pkg/apis/patchandtransform"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
)

// composition is a Composition and where it stands.
type composition struct {
	at     Place
	object *apiextensions.Composition
	bases  map[string]*manifest.Node // by resource name
}

// define notes a kind of XR or a Composition, which must be known before the
// XRs are read.
func (inv *Inventory) define(at Place) {
	switch o := at.Object.(type) {
	case *apiextensions.CompositeResourceDefinition:
		kind := groupKind{o.Spec.Group, o.Spec.Names.Kind}
		inv.definitions[kind] = ""
		if ref := o.Spec.DefaultCompositionRef; ref != nil {
			inv.definitions[kind] = ref.Name
		}
		inv.brings(model.Hub(), o.Name, Source{at.Unit.ID, at.Component})
	case *apiextensions.Composition:
		inv.compositions[o.Name] = &composition{at: at, object: o, bases: map[string]*manifest.Node{}}
	case *apiextensionsv1alpha1.ManagedResourceActivationPolicy:
		for _, name := range o.Spec.Activations {
			inv.brings(model.Hub(), string(name), Source{at.Unit.ID, at.Component})
		}
	}
}

// composite reads an XR: what its Composition makes for it.
func (inv *Inventory) composite(xr *Object) {
	const deepest = 8 // a Composition that composes its own kind has no end
	if xr.depth == deepest {
		return
	}
	name := xr.Node.TextAt("spec", "crossplane", "compositionRef", "name")
	if name == "" {
		name = inv.definitions[groupKind{xr.Ref.Group, xr.Ref.Kind}]
	} else {
		inv.refer(xr, manifest.Fields("spec", "crossplane", "compositionRef", "name"), Reference{
			To:   Identity{xr.Cluster, model.ObjectRef{Group: compositionGroup, Kind: "Composition", Name: name}},
			Hard: true, Before: true,
		})
	}
	c, ok := inv.compositions[name]
	if !ok || !xr.Cluster.IsHub() { // nothing composes there; that nothing brings the kind is found as well
		return
	}
	for i, step := range c.object.Spec.Pipeline {
		input, ok := step.Input.(*patchandtransform.Resources)
		if !ok {
			continue
		}
		path := manifest.Fields("spec", "pipeline").Item(i).Field("input")
		for j := range input.Resources {
			inv.resource(xr, xr.within(c, path.Field("resources").Item(j)), c.base(&input.Resources[j]), &input.Resources[j])
		}
		inv.connection(xr, xr.within(c, path.Field("writeConnectionSecretToRef")), input)
	}
}

// within is the place of what a Composition composes: there, or for an XR among
// the values of a chart the XR, which is what is to be mended.
func (xr *Object) within(c *composition, path manifest.Path) Place {
	if xr.At.Release != nil {
		return xr.At
	}
	return c.at.At(path)
}

// base is the tree of a resource's base, made once for all XRs.
func (c *composition) base(r *patchandtransform.Resource) *manifest.Node {
	n, ok := c.bases[r.Name]
	if !ok {
		n, _ = manifest.Of(r.Base) // an error shows when it is encoded
		c.bases[r.Name] = n
	}
	return n
}

// resource reads one composed resource.
func (inv *Inventory) resource(xr *Object, at Place, base *manifest.Node, r *patchandtransform.Resource) {
	node := patched(base, r.Patches, xr.Node)
	if _, ok := node.Get("metadata", "namespace"); !ok {
		node, _ = node.With(manifest.Fields("metadata", "namespace"), manifest.String(xr.Ref.Namespace))
	}
	if _, ok := node.Get("metadata", "name"); !ok {
		node, _ = node.With(manifest.Fields("metadata", "name"), manifest.String(Unknown)) // Crossplane makes one up
	}
	o := Object{
		At: at.Below(manifest.Fields("base")), Unit: xr.Unit, Cluster: xr.Cluster, Node: node,
		Remote: true, XR: xr.Ref, depth: xr.depth + 1,
		Loose: slices.ContainsFunc(r.ReadinessChecks, func(c patchandtransform.ReadinessCheck) bool {
			return c.Type == patchandtransform.CheckNone
		}),
	}
	inv.object(o)
	published := node.TextAt("spec", "writeConnectionSecretToRef", "name")
	o.At = at
	for i, d := range r.ConnectionDetails {
		if d.Type != patchandtransform.FromConnectionSecretKey {
			continue
		}
		inv.refer(&o, manifest.Fields("connectionDetails").Item(i).Field("fromConnectionSecretKey"), Reference{
			To:  Identity{xr.Cluster, model.ObjectRef{Kind: "Secret", Namespace: xr.Ref.Namespace, Name: published}},
			Key: d.FromConnectionSecretKey, Hard: true,
		})
	}
}

// connection is the Secret that collects the connection details.
func (inv *Inventory) connection(xr *Object, at Place, input *patchandtransform.Resources) {
	if input.WriteConnectionSecretToRef == nil {
		return
	}
	meta := patched(manifest.Map(), input.WriteConnectionSecretToRef.Patches, xr.Node)
	var keys []string
	for _, r := range input.Resources {
		for _, d := range r.ConnectionDetails {
			keys = append(keys, d.Name)
		}
	}
	o := Object{At: at, Unit: xr.Unit, Cluster: xr.Cluster}
	inv.made(&o, model.ObjectRef{Kind: "Secret", Namespace: meta.TextAt("namespace"), Name: meta.TextAt("name")}, keys...)
}
