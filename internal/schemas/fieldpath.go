package schemas

import (
	"fmt"
	"strconv"
	"strings"

	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
)

// Segment is one step of a field path: a field, or an index of a list.
type Segment struct {
	Field string
	Index int
	// IsIndex tells the two apart.
	IsIndex bool
}

// Path splits a field path as Crossplane writes it: spec.rule[0].value,
// metadata.annotations[crossplane.io/external-name].
func Path(path string) ([]Segment, error) {
	var segments []Segment
	for rest := path; rest != ""; {
		if inner, found := strings.CutPrefix(rest, "["); found {
			name, after, closed := strings.Cut(inner, "]")
			if !closed || name == "" {
				return nil, fmt.Errorf("%s: an unfinished bracket", path)
			}
			segments = append(segments, bracket(name))
			rest = strings.TrimPrefix(after, ".")
			continue
		}
		end := strings.IndexAny(rest, ".[")
		if end < 0 {
			end = len(rest)
		}
		if end == 0 {
			return nil, fmt.Errorf("%s: an empty field name", path)
		}
		segments = append(segments, Segment{Field: rest[:end]})
		rest = strings.TrimPrefix(rest[end:], ".")
	}
	return segments, nil
}

func bracket(name string) Segment {
	if i, err := strconv.Atoi(name); err == nil {
		return Segment{Index: i, IsIndex: true}
	}
	return Segment{Field: strings.Trim(name, `"'`)}
}

// Any is the type of a field about which a schema says nothing.
const Any = "any"

// metadata is what the API server itself knows of an object's metadata.
var metadata = &schema.Structural{
	Generic: schema.Generic{Type: "object"},
	Properties: map[string]schema.Structural{
		"name":        {Generic: schema.Generic{Type: "string"}},
		"namespace":   {Generic: schema.Generic{Type: "string"}},
		"uid":         {Generic: schema.Generic{Type: "string"}},
		"labels":      stringMap,
		"annotations": stringMap,
	},
}

var stringMap = schema.Structural{
	Generic: schema.Generic{Type: "object"},
	AdditionalProperties: &schema.StructuralOrBool{
		Structural: &schema.Structural{Generic: schema.Generic{Type: "string"}},
	},
}

// TypeOf is the OpenAPI type of a field, or Any below a field that takes
// anything. A field that does not exist is an error.
func (k *Kind) TypeOf(path string) (string, error) {
	segments, err := Path(path)
	if err != nil {
		return "", err
	}
	s := k.structural
	for i, segment := range segments {
		if i == 0 && segment.Field == "metadata" {
			s = metadata
			continue
		}
		next := step(s, segment)
		if next == nil && s.XPreserveUnknownFields {
			return Any, nil
		}
		if next == nil {
			return "", fmt.Errorf("%s: there is no such field", path)
		}
		s = next
	}
	if s.Type == "" {
		return Any, nil
	}
	return s.Type, nil
}

func step(s *schema.Structural, segment Segment) *schema.Structural {
	if segment.IsIndex {
		return s.Items
	}
	if property, found := s.Properties[segment.Field]; found {
		return &property
	}
	if s.AdditionalProperties != nil {
		return s.AdditionalProperties.Structural
	}
	return nil
}
