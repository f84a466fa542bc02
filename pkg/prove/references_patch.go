package prove

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"seamark.dev/seamark/pkg/apis/patchandtransform"
	"seamark.dev/seamark/pkg/manifest"
)

// patched is the base of a composed resource with the patches applied, as far
// as they read what the XR says from the start. What comes from a status is
// unknown, but its field is there.
func patched(base *manifest.Node, patches []patchandtransform.Patch, xr *manifest.Node) *manifest.Node {
	for _, p := range patches {
		if value := patchValue(p, xr); value != nil {
			base = set(base, fieldPath(p.ToFieldPath), value)
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
		return manifest.String(unknown)
	}
	if value, ok := xr.Get(stepNames(fieldPath(path))...); ok {
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
	if value.Kind() == manifest.KindMap || value.Kind() == manifest.KindList || strings.Contains(value.Text(), unknown) {
		return manifest.String(unknown)
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
	return manifest.String(unknown)
}

// fieldPath reads a field path as Crossplane writes it:
// spec.rule[0].labels[example.org/a]. A bracket that does not end holds the
// rest.
func fieldPath(path string) manifest.Path {
	steps := make(manifest.Path, 0, 6)
	for path != "" {
		switch path[0] {
		case '.':
			path = path[1:]
		case '[':
			inner, rest, _ := strings.Cut(path[1:], "]")
			steps = append(steps, bracketStep(inner))
			path = rest
		default:
			end := strings.IndexAny(path, ".[")
			if end < 0 {
				end = len(path)
			}
			steps = append(steps, manifest.Step{Name: path[:end], Index: -1})
			path = path[end:]
		}
	}
	return steps
}

func bracketStep(inner string) manifest.Step {
	// No list of ours is longer; a larger number is a name.
	if i, err := strconv.Atoi(inner); err == nil && i >= 0 && i < 256 {
		return manifest.Step{Index: i}
	}
	return manifest.Step{Name: strings.Trim(inner, `'"`), Index: -1}
}

func stepNames(path manifest.Path) []string {
	all := make([]string, len(path))
	for i, step := range path {
		all[i] = step.Name
		if step.Index >= 0 {
			all[i] = strconv.Itoa(step.Index)
		}
	}
	return all
}

// set is the tree with the value under the path. Maps and lists on the way are
// made where they are missing, as Crossplane does it.
func set(n *manifest.Node, path manifest.Path, value *manifest.Node) *manifest.Node {
	if len(path) == 0 {
		return value
	}
	if i := path[0].Index; i >= 0 {
		var items []*manifest.Node
		for _, item := range n.Items() {
			items = append(items, item)
		}
		for len(items) <= i {
			items = append(items, manifest.Null())
		}
		items[i] = set(items[i], path[1:], value)
		return manifest.List(items...)
	}
	fields := slices.Clone(n.Fields())
	for i, f := range fields {
		if f.Name == path[0].Name {
			fields[i].Value = set(f.Value, path[1:], value)
			return manifest.Map(fields...)
		}
	}
	return manifest.Map(append(fields, manifest.Field{Name: path[0].Name, Value: set(nil, path[1:], value)})...)
}
