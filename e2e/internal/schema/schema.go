// Package schema does to objects what an API server does on a write: it puts in
// the defaults, and refuses unknown fields and whatever breaks the schema or
// one of its CEL rules.
package schema

import (
	"context"
	"fmt"
	"math"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	structural "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/listtype"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/validation/field"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
)

// Schema is the schema of one version of a kind.
type Schema struct {
	structural *structural.Structural
	openapi    validation.SchemaValidator
	rules      *cel.Validator
}

// New compiles an OpenAPI schema.
func New(props *apiextensionsv1.JSONSchemaProps) (*Schema, error) {
	internal := &apiextensions.JSONSchemaProps{}
	if err := apiextensionsv1.Convert_v1_JSONSchemaProps_To_apiextensions_JSONSchemaProps(props, internal, nil); err != nil {
		return nil, fmt.Errorf("cannot convert: %w", err)
	}
	compiled, err := structural.NewStructural(internal)
	if err != nil {
		return nil, fmt.Errorf("not structural: %w", err)
	}
	openapi, _, err := validation.NewSchemaValidator(internal)
	if err != nil {
		return nil, fmt.Errorf("cannot validate with it: %w", err)
	}
	return &Schema{
		structural: compiled,
		openapi:    openapi,
		rules:      cel.NewValidator(compiled, true, celconfig.PerCallLimit),
	}, nil
}

// Default puts in what the object leaves out and the schema defaults.
func (s *Schema) Default(o *unstructured.Unstructured) {
	defaulting.Default(o.Object, s.structural)
}

// Findings are all the reasons to refuse the object; old is what it replaces,
// nil when it is new, and is what rules about changes compare with. An API
// server only drops unknown fields; here they count as findings, because they
// are typing errors.
func (s *Schema) Findings(o, old *unstructured.Unstructured) []string {
	var findings []string
	for _, path := range s.unknown(o) {
		findings = append(findings, path+": unknown field")
	}
	errs := validation.ValidateCustomResource(nil, o.Object, s.openapi)
	errs = append(errs, listtype.ValidateListSetsAndMaps(nil, s.structural, o.Object)...)
	if s.rules != nil && len(errs) == 0 {
		errs = append(errs, s.broken(o, old)...)
	}
	for _, err := range errs {
		findings = append(findings, err.Error())
	}
	return findings
}

// unknown are the paths that the schema does not have.
func (s *Schema) unknown(o *unstructured.Unstructured) []string {
	options := structural.UnknownFieldPathOptions{TrackUnknownFieldPaths: true}
	return pruning.PruneWithOptions(runtime.DeepCopyJSON(o.Object), s.structural, true, options)
}

// broken are the CEL rules that the object breaks.
func (s *Schema) broken(o, old *unstructured.Unstructured) field.ErrorList {
	var before any
	if old != nil {
		before = old.Object
	}
	errs, _ := s.rules.Validate(context.Background(), nil, s.structural, o.Object, before, math.MaxInt64)
	return errs
}
