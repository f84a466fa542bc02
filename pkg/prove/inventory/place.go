package inventory

import (
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/manifest/fieldpath"
	"seamark.dev/seamark/pkg/model"
)

// Place is a field of an object or of a release. The values of a release are
// below its field values.
type Place struct {
	model.Place
	Path manifest.Path
}

// Below is a field below this one.
func (p Place) Below(path manifest.Path) Place {
	p.Path = slices.Concat(p.Path, path)
	return p
}

// At is a field of the same object or release.
func (p Place) At(path manifest.Path) Place {
	p.Path = path
	return p
}

const valuesField = "values"

// Values is a field of the values of the release, by its path in there.
func (p Place) Values(path manifest.Path) Place {
	p.Path = slices.Concat(manifest.Fields(valuesField), path)
	return p
}

// value is the path of the field in the values of the release; false if it is
// no value.
func (p Place) value() (manifest.Path, bool) {
	if p.Release == nil || len(p.Path) < 2 || p.Path[0].Name != valuesField {
		return nil, false
	}
	return p.Path[1:], true
}

// Overridden tells whether the user's overrides set the field, or the whole
// object that lacks it.
func (p Place) Overridden() bool {
	path, ok := p.value()
	if !ok {
		return false
	}
	var value any = p.Release.Overrides
	whole := false
	for _, step := range path {
		switch v := value.(type) {
		case map[string]any:
			next, ok := v[step.Name]
			whole = whole || v["apiVersion"] != nil && v["kind"] != nil
			if !ok {
				return whole
			}
			value = next
		case []any, string:
			return true // lists are replaced as a whole, and texts may hold objects
		default:
			return whole
		}
	}
	return true
}

// Finding is a finding in a place: what it was found in, and where to mend it.
// That is the user's line for what the user overrides, and the source of the
// component, or of what was brought to it, for all else.
func (inv *Inventory) Finding(at Place, f diag.Finding) diag.Finding {
	f.Where, f.Subject = at.Component.Source, inv.Subject(at)
	if at.Overridden() {
		path, _ := at.value()
		f.Where = inv.override(at.Release, path)
		return f
	}
	brought := innermost(at.Component.Brought, at.Place, f.Subject.Path)
	var by []string
	for _, b := range brought {
		f.Where = b.Source
		if b.By != "" {
			by = append(by, b.By)
		}
	}
	if len(brought) > 1 {
		f.Where = diag.Where{} // of any of them
	}
	if len(by) > 0 {
		f.Message = "in " + strings.Join(by, " or ") + ": " + f.Message
	}
	return f
}

// innermost are the parts that hold a field, and of parts within parts those.
func innermost(brought []model.Brought, at model.Place, path string) []model.Brought {
	var found []model.Brought
	for _, b := range brought {
		if !b.Holds(at, path) || len(found) > 0 && len(b.Path) < len(found[0].Path) {
			continue
		}
		if len(found) > 0 && len(b.Path) > len(found[0].Path) {
			found = found[:0]
		}
		found = append(found, b)
	}
	return found
}

// Replaced is the place of the override that took an object out of the values of
// a release, by a list in the place of ours; false if none did.
func (inv *Inventory) Replaced(at Place, ref model.ObjectRef) (where diag.Where, ok bool) {
	if at.Release == nil || len(at.Release.Overrides) == 0 {
		return where, false
	}
	ours, err := manifest.Of(at.Release.Values)
	if err != nil {
		return where, false // shows when it is encoded
	}
	ours.Walk(func(path manifest.Path, n *manifest.Node) bool {
		if item := slices.IndexFunc(path, func(s manifest.Step) bool { return s.Index >= 0 }); item > 0 && refOf(n) == ref {
			list := slices.Clone(path[:item])
			if at.Values(list).Overridden() {
				where, ok = inv.override(at.Release, list), true
			}
		}
		return !ok
	})
	return where, ok
}

// Subject is a place in what is rendered.
func (inv *Inventory) Subject(at Place) diag.Subject {
	s := diag.Subject{Path: at.Path.String()}
	switch {
	case at.Release != nil:
		s.Object = "release " + at.Release.Name
		if inv.Engine != nil {
			s.File = inv.Engine.ReleaseFile(at.Place)
		}
	case at.Object != nil:
		s.Object, s.File = model.RefOf(at.Object).String(), at.File()
	default:
		s.Object = "component " + at.Component.Name
	}
	return s
}

// UnitSubject is a unit and a field of it.
func UnitSubject(id model.UnitID, path string) diag.Subject {
	return diag.Subject{Object: "unit " + id.String(), Path: path}
}

// override is the place in the configuration of a value that the user overrides.
func (inv *Inventory) override(r *model.Release, path manifest.Path) diag.Where {
	spec := manifest.Fields("spec")
	if name := r.Cluster.Environment(); name != "" {
		if i, ok := inv.environments[name]; ok {
			spec = manifest.Fields("spec", "environments").Item(i)
		}
	}
	return inv.Configured(slices.Concat(spec.Field("overrides").Field(r.Name), path))
}

// Configured is the place of a field of the configuration; without a file where
// there are no lines.
func (inv *Inventory) Configured(field manifest.Path) diag.Where {
	return inv.Locate.Where(field)
}

// declaredPath is the path that a component writes as a text.
func declaredPath(text string) manifest.Path {
	path, err := fieldpath.Parse(text)
	if err != nil {
		return manifest.Fields(text)
	}
	return path
}
