package schemas

import (
	"fmt"

	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema"

	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/manifest/fieldpath"
)

// Any is the type of a field about which a schema says nothing.
const Any = "any"

// metadata is what the API server itself knows of an object's metadata.
var metadata = &schema.Structural{
	Generic: schema.Generic{Type: "object"},
	Properties: map[string]schema.Structural{
		"name":              {Generic: schema.Generic{Type: "string"}},
		"namespace":         {Generic: schema.Generic{Type: "string"}},
		"uid":               {Generic: schema.Generic{Type: "string"}},
		"generation":        {Generic: schema.Generic{Type: "integer"}},
		"creationTimestamp": {Generic: schema.Generic{Type: "string"}},
		"labels":            stringMap,
		"annotations":       stringMap,
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
	steps, err := fieldpath.Parse(path)
	if err != nil {
		return "", fmt.Errorf("%s: %w", path, err)
	}
	s := k.structural
	for i, at := range steps {
		if i == 0 && at.Name == "metadata" {
			s = metadata
			continue
		}
		next := step(s, at)
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

func step(s *schema.Structural, at manifest.Step) *schema.Structural {
	if at.Index >= 0 {
		return s.Items
	}
	if property, found := s.Properties[at.Name]; found {
		return &property
	}
	if s.AdditionalProperties != nil {
		return s.AdditionalProperties.Structural
	}
	return nil
}
