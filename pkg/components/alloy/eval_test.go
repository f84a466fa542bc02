package alloy

import (
	"strconv"
	"strings"
	"testing"

	"github.com/grafana/alloy/syntax/ast"
	"github.com/grafana/alloy/syntax/token"
)

// environmentVariables are what the values and the chart give the pods.
var environmentVariables = map[string]string{
	"ENVIRONMENT":   "blue",
	"LOKI_PUSH_URL": "http://loki/push",
	"K8S_NODE_NAME": "node-1",
}

// combinedPEM is a file as cert-manager writes it: the key first.
const combinedPEM = "-----BEGIN EC PRIVATE KEY-----\nkey\n-----END EC PRIVATE KEY-----\n\n" + certificates

const certificates = "-----BEGIN CERTIFICATE-----\nleaf\n-----END CERTIFICATE-----\n" +
	"-----BEGIN CERTIFICATE-----\nauthority\n-----END CERTIFICATE-----\n"

// secret is a string that Alloy does not show.
type secret string

// exports are the functions and the exports of components that expressions
// use, with Alloy's meaning.
var exports = map[string]any{
	"sys.env":                   func(args []any) any { return environmentVariables[args[0].(string)] },
	"string.split":              func(args []any) any { return strings.Split(args[0].(string), args[1].(string)) },
	"convert.nonsensitive":      func(args []any) any { return string(args[0].(secret)) },
	"local.file.syslog.content": secret(combinedPEM),
}

// eval computes an expression, of the few kinds that the configuration uses.
func eval[T any](t *testing.T, expr ast.Expr) T {
	t.Helper()
	value, ok := compute(t, expr).(T)
	if !ok {
		t.Fatalf("%T is not the type expected", compute(t, expr))
	}
	return value
}

func compute(t *testing.T, expr ast.Expr) any {
	t.Helper()
	switch e := expr.(type) {
	case *ast.LiteralExpr:
		return literal(t, e)
	case *ast.AccessExpr:
		value, ok := exports[path(e)]
		if !ok {
			t.Fatalf("%s is not known here", path(e))
		}
		return value
	case *ast.CallExpr:
		var args []any
		for _, arg := range e.Args {
			args = append(args, compute(t, arg))
		}
		return compute(t, e.Value).(func([]any) any)(args)
	case *ast.IndexExpr:
		return eval[[]string](t, e.Value)[eval[int](t, e.Index)]
	case *ast.BinaryExpr:
		if e.Kind != token.ADD {
			t.Fatalf("operator %s", e.Kind)
		}
		return eval[string](t, e.Left) + eval[string](t, e.Right)
	}
	t.Fatalf("an expression of type %T", expr)
	return nil
}

func literal(t *testing.T, e *ast.LiteralExpr) any {
	t.Helper()
	switch e.Kind {
	case token.STRING:
		value, err := strconv.Unquote(e.Value)
		if err != nil {
			t.Fatalf("%s: %v", e.Value, err)
		}
		return value
	case token.BOOL:
		return e.Value == "true"
	case token.NUMBER:
		value, err := strconv.Atoi(e.Value)
		if err != nil {
			t.Fatalf("%s: %v", e.Value, err)
		}
		return value
	}
	t.Fatalf("a literal of kind %s", e.Kind)
	return nil
}

// path is an identifier with the fields behind it: sys.env.
func path(expr ast.Expr) string {
	switch e := expr.(type) {
	case *ast.IdentifierExpr:
		return e.Ident.Name
	case *ast.AccessExpr:
		return path(e.Value) + "." + e.Name.Name
	}
	return ""
}

// list is an array of strings.
func list(t *testing.T, expr ast.Expr) []string {
	t.Helper()
	array, ok := expr.(*ast.ArrayExpr)
	if !ok {
		t.Fatalf("%T is no array", expr)
	}
	var all []string
	for _, element := range array.Elements {
		all = append(all, eval[string](t, element))
	}
	return all
}

// object is a map of strings.
func object(t *testing.T, expr ast.Expr) map[string]string {
	t.Helper()
	o, ok := expr.(*ast.ObjectExpr)
	if !ok {
		t.Fatalf("%T is no object", expr)
	}
	all := map[string]string{}
	for _, field := range o.Fields {
		all[field.Name.Name] = eval[string](t, field.Value)
	}
	return all
}
