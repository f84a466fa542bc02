package schema

import (
	"fmt"

	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apimachinery/pkg/runtime/schema"
)

// Set holds the schemas of kinds. They are compiled when they are asked for:
// the providers define hundreds of kinds and a test needs a dozen.
type Set struct {
	sources  map[schema.GroupVersionKind]*apiextensionsv1.JSONSchemaProps
	compiled map[schema.GroupVersionKind]*Schema
}

// NewSet is a set without any schema.
func NewSet() *Set {
	return &Set{
		sources:  map[schema.GroupVersionKind]*apiextensionsv1.JSONSchemaProps{},
		compiled: map[schema.GroupVersionKind]*Schema{},
	}
}

// Get is the schema of a kind, nil if the set has none.
func (s *Set) Get(gvk schema.GroupVersionKind) (*Schema, error) {
	source, ok := s.sources[gvk]
	if !ok {
		return nil, nil
	}
	if _, ok := s.compiled[gvk]; !ok {
		compiled, err := New(source)
		if err != nil {
			return nil, fmt.Errorf("schema of %s: %w", gvk, err)
		}
		s.compiled[gvk] = compiled
	}
	return s.compiled[gvk], nil
}

// add notes all versions of a definition.
func (s *Set) add(crd *apiextensionsv1.CustomResourceDefinition) {
	for _, version := range crd.Spec.Versions {
		if version.Schema == nil {
			continue
		}
		gvk := schema.GroupVersionKind{Group: crd.Spec.Group, Version: version.Name, Kind: crd.Spec.Names.Kind}
		s.sources[gvk] = version.Schema.OpenAPIV3Schema
	}
}
