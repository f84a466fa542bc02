package compose

import (
	"slices"

	"seamark.dev/seamark/pkg/apis/patchandtransform"
)

// Source is the beginning of a patch: a value, and what is done with it. Only
// To makes a patch of it, so that none can be left unfinished. A Source is a
// value: every method returns a changed copy.
type Source struct {
	patch patchandtransform.Patch
}

// From reads a field of the XR.
func From(path string) Source {
	return Source{patchandtransform.Patch{Type: patchandtransform.FromComposite, FromFieldPath: path}}
}

// Status reads a field of the composed resource, as last observed, for the
// status of the XR. The definition of the XR must declare the target.
func Status(path string) Source {
	return Source{patchandtransform.Patch{Type: patchandtransform.ToComposite, FromFieldPath: path}}
}

// Remember reads a field of the composed resource, as last observed, and keeps
// it for this run: Recall reads it, in the same resource or in those after it.
func Remember(path string) Source {
	return Source{patchandtransform.Patch{Type: patchandtransform.ToEnvironment, FromFieldPath: path}}
}

// Recall reads what was remembered. If nothing was, the patch is skipped.
func Recall(name string) Source {
	return Source{patchandtransform.Patch{Type: patchandtransform.FromEnvironment, FromFieldPath: name}}
}

// RecallAll is Combine for what was remembered.
func RecallAll(format string, names ...string) Source {
	return combined(patchandtransform.CombineFromEnvironment, format, names)
}

// Combine formats several fields of the XR into one string, with the verbs of
// Go's fmt; write %v for numbers. If one is missing, the patch is skipped.
func Combine(format string, paths ...string) Source {
	return combined(patchandtransform.CombineFromComposite, format, paths)
}

// StatusOf is Combine for fields of the composed resource, as last observed,
// for the status of the XR.
func StatusOf(format string, paths ...string) Source {
	return combined(patchandtransform.CombineToComposite, format, paths)
}

func combined(kind patchandtransform.PatchType, format string, paths []string) Source {
	combine := &patchandtransform.Combine{
		Strategy: patchandtransform.StrategyString,
		String:   patchandtransform.CombineString{Format: format},
	}
	for _, path := range paths {
		combine.Variables = append(combine.Variables, patchandtransform.Variable{FromFieldPath: path})
	}
	return Source{patchandtransform.Patch{Type: kind, Combine: combine}}
}

// When reads a string field of the XR, but only while all the conditions, other
// fields of the XR, exist. Without them the resource is withheld, and once it
// exists the field is dropped.
//
// So let the target be a field that the resource's schema requires: then the
// API server refuses a resource whose conditions have vanished, as a whole,
// and what was there stays as it was. Nothing partial is written either way.
func When(path string, conditions ...string) Source {
	// Explicit indexes keep fmt from complaining about the unused conditions.
	return Combine("%[1]s", append([]string{path}, conditions...)...).Required()
}

// Required withholds a resource that does not exist yet until the source does.
func (s Source) Required() Source {
	s.patch.Policy = &patchandtransform.Policy{FromFieldPath: patchandtransform.Required}
	return s
}

// Format puts the value into a format of Go's fmt; write %v for numbers.
func (s Source) Format(format string) Source {
	return s.with(patchandtransform.Transform{
		Type:   patchandtransform.TransformString,
		String: &patchandtransform.StringTransform{Type: patchandtransform.StringFormat, Format: format},
	})
}

// Group takes a group of a regular expression. A value that does not match
// stops the Composition with an error.
func (s Source) Group(match string, group int) Source {
	return s.with(patchandtransform.Transform{
		Type: patchandtransform.TransformString,
		String: &patchandtransform.StringTransform{
			Type:   patchandtransform.StringRegexp,
			Regexp: &patchandtransform.Regexp{Match: match, Group: group},
		},
	})
}

// Replace replaces the whole string by the result of the first of the patterns
// that matches, given in pairs of a regular expression and a result. A string
// that none matches stays as it is.
func (s Source) Replace(pairs ...[2]string) Source {
	match := &patchandtransform.MatchTransform{FallbackTo: patchandtransform.MatchInput}
	for _, p := range pairs {
		match.Patterns = append(match.Patterns, patchandtransform.MatchPattern{
			Type: patchandtransform.MatchRegexp, Regexp: p[0], Result: p[1],
		})
	}
	return s.with(patchandtransform.Transform{Type: patchandtransform.TransformMatch, Match: match})
}

// Text turns a number or a boolean into a string: 25060 into "25060".
func (s Source) Text() Source {
	return s.with(patchandtransform.Transform{
		Type:    patchandtransform.TransformConvert,
		Convert: &patchandtransform.ConvertTransform{ToType: "string"},
	})
}

// Decode turns base64, as the data of a Secret is written in, into what it
// stands for.
func (s Source) Decode() Source {
	return s.with(patchandtransform.Transform{
		Type: patchandtransform.TransformString,
		String: &patchandtransform.StringTransform{
			Type: patchandtransform.StringConvert, Convert: patchandtransform.FromBase64,
		},
	})
}

// Map replaces a string by the value listed for it, of any type. A string that
// is not listed stops the Composition with an error.
func (s Source) Map(values map[string]any) Source {
	return s.with(patchandtransform.Transform{Type: patchandtransform.TransformMap, Map: values})
}

// Append finishes the patch: it appends the list that it reads to a list of the
// composed resource.
func (s Source) Append(path string) patchandtransform.Patch {
	return s.into(path, patchandtransform.AppendArrays)
}

// Merge finishes the patch: it adds the fields of the object that it reads to an
// object of the composed resource.
func (s Source) Merge(path string) patchandtransform.Patch {
	return s.into(path, patchandtransform.MergeObjects)
}

func (s Source) into(path, how string) patchandtransform.Patch {
	p := s.To(path)
	policy := patchandtransform.Policy{ToFieldPath: how}
	if p.Policy != nil {
		policy.FromFieldPath = p.Policy.FromFieldPath
	}
	p.Policy = &policy
	return p
}

// To finishes the patch: it writes to a field of the composed resource, or, for
// Status, to a field of the XR.
func (s Source) To(path string) patchandtransform.Patch {
	p := s.patch
	p.ToFieldPath = path
	return p
}

func (s Source) with(t patchandtransform.Transform) Source {
	s.patch.Transforms = append(slices.Clip(s.patch.Transforms), t)
	return s
}
