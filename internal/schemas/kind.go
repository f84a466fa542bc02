package schemas

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/cel"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/listtype"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/validation/field"
	celconfig "k8s.io/apiserver/pkg/apis/cel"
)

// Kind is the compiled schema of a kind.
type Kind struct {
	structural *schema.Structural
	validator  validation.SchemaValidator
	rules      *cel.Validator
	// props is what was compiled, for the partial schema.
	props *apiextensions.JSONSchemaProps
	// partial is the schema of an unfinished object, once it is asked for.
	partial *Kind
	// namespaced tells whether objects of the kind live in a namespace.
	namespaced bool
}

func compile(v1 *apiextensionsv1.JSONSchemaProps) (*Kind, error) {
	props := &apiextensions.JSONSchemaProps{}
	if err := apiextensionsv1.Convert_v1_JSONSchemaProps_To_apiextensions_JSONSchemaProps(v1, props, nil); err != nil {
		return nil, err
	}
	return compileProps(props)
}

func compileProps(props *apiextensions.JSONSchemaProps) (*Kind, error) {
	structural, err := schema.NewStructural(props)
	if err != nil {
		return nil, err
	}
	validator, _, err := validation.NewSchemaValidator(props)
	if err != nil {
		return nil, err
	}
	return &Kind{
		structural: structural,
		validator:  validator,
		rules:      cel.NewValidator(structural, true, celconfig.PerCallLimit),
		props:      props,
	}, nil
}

// Validate says what an API server would find wrong with an object, and
// everything it does not know (which an API server drops in silence). Old is the
// object before an update, or nil. Neither is changed.
func (k *Kind) Validate(object, old map[string]any) error {
	var lines []string
	for _, f := range k.Check(object, old) {
		lines = append(lines, f.line)
	}
	if len(lines) == 0 {
		return nil
	}
	return fmt.Errorf("%s", strings.Join(lines, "\n"))
}

// Check is Validate, finding by finding.
func (k *Kind) Check(object, old map[string]any) []Finding {
	object = runtime.DeepCopyJSON(object)
	opts := schema.UnknownFieldPathOptions{TrackUnknownFieldPaths: true}
	var findings []Finding
	for _, path := range pruning.PruneWithOptions(runtime.DeepCopyJSON(object), k.structural, true, opts) {
		findings = append(findings, unknownField(path))
	}
	// Rules see defaults, so these come first.
	defaulting.Default(object, k.structural)
	errs := validation.ValidateCustomResource(nil, object, k.validator)
	errs = append(errs, listtype.ValidateListSetsAndMaps(nil, k.structural, object)...)
	for _, err := range errs {
		findings = addFinding(findings, findingOf(codeOf(err), err))
	}
	if slices.ContainsFunc(errs, blocking) {
		return findings
	}
	for _, err := range k.validateRules(object, old) {
		findings = append(findings, findingOf(CodeRule, err))
	}
	return findings
}

// blocking tells whether the API server evaluates no rules after an error: they
// would stumble over the same value again.
func blocking(err *field.Error) bool {
	switch err.Type {
	case field.ErrorTypeNotSupported, field.ErrorTypeRequired, field.ErrorTypeTooLong,
		field.ErrorTypeTooMany, field.ErrorTypeTypeInvalid:
		return true
	}
	return false
}

func (k *Kind) validateRules(object, old map[string]any) field.ErrorList {
	if k.rules == nil {
		return nil
	}
	var before any
	if old != nil {
		old = runtime.DeepCopyJSON(old)
		defaulting.Default(old, k.structural)
		before = old
	}
	errs, _ := k.rules.Validate(context.Background(), nil, k.structural, object, before, celconfig.RuntimeCELCostBudget)
	return errs
}
