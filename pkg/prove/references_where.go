package prove

import (
	"fmt"

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

// finding is a finding of the place: what it was found in, and where to mend
// it. That is the user's line for what the user overrides, and the component's
// source for all else.
func (s Subject) finding(p place, f diag.Finding) diag.Finding {
	f.Where, f.Subject = p.component.Source, p.subject(s)
	if p.overridden() {
		f.Where = locate(s, *p.release, p.values)
	}
	return f
}

// subject is the place in what is rendered.
func (p place) subject(s Subject) diag.Subject {
	if p.release == nil {
		return diag.Subject{
			Object: model.RefOf(p.object).String(), Path: p.path,
			File: p.unit.ObjectPath(*p.component, p.object),
		}
	}
	return diag.Subject{
		Object: "release " + p.release.Name, Path: p.path,
		File: engines.ReleasePath(s.Platform, *p.unit, *p.component, *p.release),
	}
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

// locate is the place in the configuration of a value that the user overrides;
// without a file where there are no lines.
func locate(s Subject, r model.Release, path manifest.Path) diag.Where {
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
	return s.configured(field)
}

// configured is the place of a field of the configuration.
func (s Subject) configured(field string) diag.Where {
	w := diag.Where{Path: field}
	if s.Locate != nil {
		w.File, w.Line = s.Locate(field)
	}
	return w
}

// clusterName is a cluster in a sentence.
func clusterName(t model.Target) string {
	if t.IsHub() {
		return "the hub"
	}
	return "the cluster of " + t.Environment()
}
