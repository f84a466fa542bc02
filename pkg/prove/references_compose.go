package prove

import (
	"fmt"
	"slices"

	"seamark.dev/seamark/pkg/apis/patchandtransform"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
)

// composite reads an XR: what its Composition makes for it.
func (w *world) composite(xr applied) {
	const deepest = 8 // a Composition that composes its own kind has no end
	if xr.depth == deepest {
		return
	}
	name := text(xr.node, "spec", "crossplane", "compositionRef", "name")
	if name == "" {
		name = w.definitions[groupKind{xr.ref.Group, xr.ref.Kind}]
	} else {
		w.refer(xr, "spec.crossplane.compositionRef.name", reference{
			to:   identity{xr.cluster, model.ObjectRef{Group: "apiextensions.crossplane.io", Kind: "Composition", Name: name}},
			hard: true, before: true,
		})
	}
	c, ok := w.compositions[name]
	if !ok {
		return
	}
	for i, step := range c.object.Spec.Pipeline {
		input, ok := step.Input.(*patchandtransform.Resources)
		if !ok {
			continue
		}
		path := fmt.Sprintf("spec.pipeline[%d].input", i)
		for j := range input.Resources {
			at := c.at.at(fmt.Sprintf("%s.resources[%d]", path, j))
			w.resource(xr, at, c.base(&input.Resources[j]), &input.Resources[j])
		}
		w.connection(xr, c.at.at(path+".writeConnectionSecretToRef"), input)
	}
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
func (w *world) resource(xr applied, at place, base *manifest.Node, r *patchandtransform.Resource) {
	node := patched(base, r.Patches, xr.node)
	if _, ok := node.Get("metadata", "namespace"); !ok {
		node = set(node, fieldPath("metadata.namespace"), manifest.String(xr.ref.Namespace))
	}
	if _, ok := node.Get("metadata", "name"); !ok {
		node = set(node, fieldPath("metadata.name"), manifest.String(unknown)) // Crossplane makes one up
	}
	o := applied{
		at: at.below("base"), unit: xr.unit, cluster: xr.cluster, node: node, remote: true, xr: xr.ref, depth: xr.depth + 1,
		loose: slices.ContainsFunc(r.ReadinessChecks, func(c patchandtransform.ReadinessCheck) bool {
			return c.Type == patchandtransform.CheckNone
		}),
	}
	w.object(o)
	published := text(node, "spec", "writeConnectionSecretToRef", "name")
	for i, d := range r.ConnectionDetails {
		if d.Type != patchandtransform.FromConnectionSecretKey {
			continue
		}
		from := o
		from.at = at
		w.refer(from, fmt.Sprintf("connectionDetails[%d].fromConnectionSecretKey", i), reference{
			to: secretIn(xr, published), key: d.FromConnectionSecretKey, hard: true,
		})
	}
}

// connection is the Secret that collects the connection details.
func (w *world) connection(xr applied, at place, input *patchandtransform.Resources) {
	if input.WriteConnectionSecretToRef == nil {
		return
	}
	meta := patched(manifest.Map(), input.WriteConnectionSecretToRef.Patches, xr.node)
	var keys []string
	for _, r := range input.Resources {
		for _, d := range r.ConnectionDetails {
			keys = append(keys, d.Name)
		}
	}
	o := applied{at: at, unit: xr.unit, cluster: xr.cluster}
	w.made(&o, model.ObjectRef{Kind: "Secret", Namespace: text(meta, "namespace"), Name: text(meta, "name")}, keys...)
}

// secretIn is a Secret beside an object.
func secretIn(o applied, name string) identity {
	return identity{o.cluster, model.ObjectRef{Kind: "Secret", Namespace: o.ref.Namespace, Name: name}}
}
