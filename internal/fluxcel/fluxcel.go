// Package fluxcel is a test helper: it evaluates health expressions the way
// Flux does.
package fluxcel

import (
	"fmt"

	"github.com/google/cel-go/cel"
	"github.com/google/cel-go/ext"
)

// Expression is a parsed health expression.
type Expression struct{ program cel.Program }

// Parse reads an expression with the CEL libraries that Flux loads. Like Flux it
// does not check types: the variables are the object's top-level fields, which
// nobody declares.
func Parse(expression string) (*Expression, error) {
	env, err := cel.NewEnv(
		cel.HomogeneousAggregateLiterals(), cel.EagerlyValidateDeclarations(true),
		cel.DefaultUTCTimeZone(true), cel.CrossTypeNumericComparisons(true),
		cel.OptionalTypes(), ext.Strings(), ext.Sets(), ext.Encoders(),
	)
	if err != nil {
		return nil, err
	}
	ast, issues := env.Parse(expression)
	if issues != nil && issues.Err() != nil {
		return nil, issues.Err()
	}
	program, err := env.Program(ast, cel.EvalOptions(cel.OptOptimize))
	if err != nil {
		return nil, err
	}
	return &Expression{program}, nil
}

// Evaluate is the expression's value for an object. Flux takes an error for not
// yet known.
func (e *Expression) Evaluate(object map[string]any) (bool, error) {
	value, _, err := e.program.Eval(object)
	if err != nil {
		return false, err
	}
	result, ok := value.Value().(bool)
	if !ok {
		return false, fmt.Errorf("the value is %v, not true or false", value.Value())
	}
	return result, nil
}
