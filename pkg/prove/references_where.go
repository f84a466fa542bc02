package prove

import (
	"fmt"
	"strconv"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/engines"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
)

// place is a field of a file of the tree: of an object, or of the values of a
// release.
type place struct {
	unit      *model.Unit
	component *model.Component
	object    model.Object   // nil for a release
	release   *model.Release // nil for an object
	path      string
	// values is the path below the release's values, by which the user's
	// overrides are told from ours.
	values manifest.Path
}

// at is a field of the same file.
func (p place) at(path string) place {
	p.path = path
	return p
}

// below is a field below this one.
func (p place) below(path string) place {
	if p.path != "" && path != "" && path[0] != '[' {
		path = "." + path
	}
	p.path += path
	return p
}

// where is the place as a finding tells it.
func (p place) where(s Subject) diag.Where {
	w := diag.Where{Path: p.path, Source: p.component.Source}
	if p.release == nil {
		w.File = p.unit.ObjectPath(*p.component, p.object)
		w.Object = model.RefOf(p.object).String()
		return w
	}
	w.File = engines.ReleasePath(s.Platform, *p.unit, *p.component, *p.release)
	w.Object = "release " + p.release.Name
	if p.overridden() {
		w.Source = locate(s, *p.release, p.values)
	}
	return w
}

// overridden tells whether the user's overrides set the field.
func (p place) overridden() bool {
	if p.release == nil || len(p.values) == 0 {
		return false
	}
	var value any = p.release.Overrides
	for _, step := range p.values {
		switch v := value.(type) {
		case map[string]any:
			next, ok := v[step.Name]
			if !ok {
				return false
			}
			value = next
		case []any:
			return true // lists are replaced as a whole
		default:
			return false
		}
	}
	return true
}

// locate is the place in the configuration of a value that the user overrides:
// FILE:LINE, or the field where there are no lines.
func locate(s Subject, r model.Release, path manifest.Path) string {
	field := fmt.Sprintf("spec.overrides.%s", r.Name)
	if name := r.Cluster.Environment(); name != "" {
		for i, env := range s.Platform.Spec.Environments {
			if env.Name == name {
				field = fmt.Sprintf("spec.environments[%d].overrides.%s", i, r.Name)
			}
		}
	}
	if sub := path.String(); sub != "" && sub[0] != '[' {
		field += "." + sub
	} else {
		field += sub
	}
	if s.Locate == nil {
		return field
	}
	file, line := s.Locate(field)
	if file == "" {
		return field
	}
	if line == 0 {
		return file
	}
	return file + ":" + strconv.Itoa(line)
}

// clusterName is a cluster in a sentence.
func clusterName(t model.Target) string {
	if t.IsHub() {
		return "the hub"
	}
	return "the cluster of " + t.Environment()
}
