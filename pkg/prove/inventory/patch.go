package inventory

import (
	"cmp"
	"fmt"
	"strings"

	"seamark.dev/seamark/pkg/apis/patchandtransform"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/manifest/fieldpath"
)

// patched is the base of a composed resource with the patches applied, as far
// as they read what the XR says from the start. What comes from a status is
// unknown, but its field is there.
func patched(base *manifest.Node, patches []patchandtransform.Patch, xr *manifest.Node) *manifest.Node {
	for _, p := range patches {
		value, to := patchValue(p, xr), cmp.Or(p.ToFieldPath, p.FromFieldPath)
		if value == nil {
			continue
		}
		at, err := fieldpath.Parse(to)
		if err != nil || len(at) == 0 {
			continue // package languages tells of the path
		}
		paths := []manifest.Path{at}
		if strings.Contains(to, "[*]") {
			paths = fieldpath.Expand(base, at)
		}
		for _, path := range paths {
			base, _ = base.With(path, value)
		}
	}
	return base
}

// patchValue is what a patch copies; nil if it copies nothing.
func patchValue(p patchandtransform.Patch, xr *manifest.Node) *manifest.Node {
	var value *manifest.Node
	switch p.Type {
	case patchandtransform.FromComposite:
		value = fromXR(xr, p.FromFieldPath)
	case patchandtransform.CombineFromComposite:
		value = combined(p.Combine, xr)
	}
	if value == nil {
		return nil
	}
	for _, t := range p.Transforms {
		value = transformed(t, value)
	}
	return value
}

// fromXR is a field of the XR; nil if nobody set it.
func fromXR(xr *manifest.Node, path string) *manifest.Node {
	if strings.HasPrefix(path, "status.") {
		return manifest.String(Unknown)
	}
	at, err := fieldpath.Parse(path)
	if err != nil || len(at) == 0 {
		return nil
	}
	if value, ok := xr.At(at); ok {
		return value
	}
	return nil
}

func combined(c *patchandtransform.Combine, xr *manifest.Node) *manifest.Node {
	if c == nil {
		return nil
	}
	args := make([]any, len(c.Variables))
	for i, v := range c.Variables {
		value := fromXR(xr, v.FromFieldPath)
		if value == nil {
			return nil
		}
		args[i] = value.Text()
	}
	return manifest.String(fmt.Sprintf(c.String.Format, args...))
}

func transformed(t patchandtransform.Transform, value *manifest.Node) *manifest.Node {
	if value.Kind() == manifest.KindMap || value.Kind() == manifest.KindList || strings.Contains(value.Text(), Unknown) {
		return manifest.String(Unknown)
	}
	switch {
	case t.Map != nil:
		if to, ok := t.Map[value.Text()]; ok {
			if n, err := manifest.Of(to); err == nil {
				return n
			}
		}
	case t.String != nil && t.String.Type == patchandtransform.StringFormat:
		return manifest.String(fmt.Sprintf(t.String.Format, value.Text()))
	case t.Convert != nil:
		return manifest.String(value.Text())
	}
	return manifest.String(Unknown)
}

// set is the tree with the value under a field path of Crossplane's, or the tree
// itself where there is no such path.
func set(n *manifest.Node, path string, value *manifest.Node) *manifest.Node {
	at, err := fieldpath.Parse(path)
	if err != nil || len(at) == 0 {
		return n
	}
	n, _ = n.With(at, value)
	return n
}
