package apis_test

import (
	"encoding/base64"
	"fmt"
	"regexp"
	"strconv"
	"testing"

	"github.com/crossplane/crossplane-runtime/v2/pkg/fieldpath"

	"seamark.dev/seamark/pkg/apis/patchandtransform"
)

// simulation is one run of function-patch-and-transform, as far as we use the
// function: the same order, the same meaning of Required, numbers as float64.
// The end-to-end tests run the real one.
type simulation struct {
	xr object
	// observed are the composed resources that exist.
	observed map[string]object

	desired  map[string]object
	status   object // an XR that holds the desired status
	env      object // what is remembered
	withheld []string
}

func simulate(t *testing.T, c composition, xr object, observed map[string]object) *simulation {
	t.Helper()
	s := &simulation{xr: floats(t, xr), observed: observed, desired: map[string]object{}, status: object{}, env: object{}}
	s.begin(t, c)
	for _, r := range c.input.Resources {
		base := floats(t, r.Base)
		withheld, err := s.compose(r, base)
		switch {
		case err != nil:
			t.Fatalf("%s: resource %s: %v", c.name, r.Name, err)
		case withheld:
			s.withheld = append(s.withheld, r.Name)
		default:
			s.desired[r.Name] = integers(t, base)
		}
	}
	return s
}

// begin remembers what the Composition remembers of the XR.
func (s *simulation) begin(t *testing.T, c composition) {
	t.Helper()
	if c.input.Environment == nil {
		return
	}
	for i, p := range c.input.Environment.Patches {
		if _, err := s.apply(p, nil, s.env); err != nil {
			t.Fatalf("%s: environment patch %d: %v", c.name, i, err)
		}
	}
}

func (s *simulation) compose(r patchandtransform.Resource, target object) (withheld bool, err error) {
	for i, p := range r.Patches {
		found, err := s.apply(p, s.observed[r.Name], target)
		if err != nil {
			return false, fmt.Errorf("patch %d: %w", i, err)
		}
		required := p.Policy != nil && p.Policy.FromFieldPath == patchandtransform.Required
		if !found && required && s.observed[r.Name] == nil {
			return true, nil
		}
	}
	return false, nil
}

func (s *simulation) apply(p patchandtransform.Patch, observed, target object) (found bool, err error) {
	var value any
	switch p.Type {
	case patchandtransform.FromComposite:
		value, found = get(s.xr, p.FromFieldPath)
	case patchandtransform.ToComposite:
		target = s.status
		value, found = get(observed, p.FromFieldPath)
	case patchandtransform.CombineFromComposite:
		value, found = combine(s.xr, *p.Combine)
	case patchandtransform.CombineToComposite:
		target = s.status
		value, found = combine(observed, *p.Combine)
	case patchandtransform.ToEnvironment:
		target = s.env
		value, found = get(observed, p.FromFieldPath)
	case patchandtransform.FromEnvironment:
		value, found = get(s.env, p.FromFieldPath)
	case patchandtransform.CombineFromEnvironment:
		value, found = combine(s.env, *p.Combine)
	default:
		return false, fmt.Errorf("unknown type %q", p.Type)
	}
	if !found {
		return false, nil
	}
	for i, t := range p.Transforms {
		if value, err = transform(t, value); err != nil {
			return false, fmt.Errorf("transform %d: %w", i, err)
		}
	}
	if p.Policy != nil && p.Policy.ToFieldPath == patchandtransform.AppendArrays {
		return true, fieldpath.Pave(target).MergeValue(p.ToFieldPath, value, &fieldpath.MergeOptions{AppendSlice: new(true)})
	}
	if p.Policy != nil && p.Policy.ToFieldPath == patchandtransform.MergeObjects {
		return true, fieldpath.Pave(target).MergeValue(p.ToFieldPath, value, &fieldpath.MergeOptions{})
	}
	return true, set(target, p.ToFieldPath, value)
}

func combine(xr object, c patchandtransform.Combine) (any, bool) {
	var values []any
	for _, v := range c.Variables {
		value, found := get(xr, v.FromFieldPath)
		if !found {
			return nil, false
		}
		values = append(values, value)
	}
	return fmt.Sprintf(c.String.Format, values...), true
}

func transform(t patchandtransform.Transform, in any) (any, error) {
	switch {
	case t.Type == patchandtransform.TransformMap:
		out, found := t.Map[fmt.Sprint(in)]
		if !found {
			return nil, fmt.Errorf("%v is not in the map", in)
		}
		return out, nil
	case t.Type == patchandtransform.TransformMatch:
		for _, p := range t.Match.Patterns {
			if regexp.MustCompile(p.Regexp).MatchString(fmt.Sprint(in)) {
				return p.Result, nil
			}
		}
		return in, nil
	case t.Type == patchandtransform.TransformConvert && t.Convert.ToType == "string":
		if number, ok := in.(float64); ok {
			return strconv.FormatFloat(number, 'f', -1, 64), nil
		}
		return fmt.Sprint(in), nil
	case t.String.Type == patchandtransform.StringConvert && t.String.Convert == patchandtransform.FromBase64:
		decoded, err := base64.StdEncoding.DecodeString(fmt.Sprint(in))
		return string(decoded), err
	case t.String.Type == patchandtransform.StringFormat:
		return fmt.Sprintf(t.String.Format, in), nil
	case t.String.Type == patchandtransform.StringRegexp:
		groups := regexp.MustCompile(t.String.Regexp.Match).FindStringSubmatch(fmt.Sprint(in))
		if len(groups) <= t.String.Regexp.Group {
			return nil, fmt.Errorf("%v does not match", in)
		}
		return groups[t.String.Regexp.Group], nil
	}
	return nil, fmt.Errorf("unknown transform %+v", t)
}

// get is the value of a field, by Crossplane's own reading of its paths.
func get(from object, path string) (any, bool) {
	value, err := fieldpath.Pave(from).GetValue(path)
	return value, err == nil && value != nil
}

// set writes a field, making objects and lists on the way.
func set(in object, path string, value any) error {
	return fieldpath.Pave(in).SetValue(path, value)
}
