package alloytest

import (
	"strconv"
	"strings"

	"github.com/grafana/alloy/syntax/ast"
	"github.com/grafana/alloy/syntax/token"
)

// Secret is a string that Alloy does not show.
type Secret string

// functions are the functions that expressions may call, with Alloy's meaning.
func (c Configuration) functions() map[string]func([]any) any {
	return map[string]func([]any) any{
		"sys.env":              func(args []any) any { return c.world.Variables[args[0].(string)] },
		"string.split":         func(args []any) any { return strings.Split(args[0].(string), args[1].(string)) },
		"convert.nonsensitive": func(args []any) any { return string(args[0].(Secret)) },
	}
}

// Eval computes an expression, of the few kinds that the configuration uses.
func Eval[T any](c Configuration, expr ast.Expr) T {
	c.t.Helper()
	computed := c.compute(expr)
	value, ok := computed.(T)
	if !ok {
		c.t.Fatalf("%T is not the type expected", computed)
	}
	return value
}

func (c Configuration) compute(expr ast.Expr) any {
	c.t.Helper()
	switch e := expr.(type) {
	case *ast.LiteralExpr:
		return c.literal(e)
	case *ast.AccessExpr:
		return c.export(Path(e))
	case *ast.CallExpr:
		function, ok := c.functions()[Path(e.Value)]
		if !ok {
			c.t.Fatalf("the function %s is not known here", Path(e.Value))
		}
		var args []any
		for _, arg := range e.Args {
			args = append(args, c.compute(arg))
		}
		return function(args)
	case *ast.IndexExpr:
		return Eval[[]string](c, e.Value)[Eval[int](c, e.Index)]
	case *ast.BinaryExpr:
		if e.Kind != token.ADD {
			c.t.Fatalf("operator %s", e.Kind)
		}
		return Eval[string](c, e.Left) + Eval[string](c, e.Right)
	}
	c.t.Fatalf("an expression of type %T", expr)
	return nil
}

// export is what a component has to offer: the content of a local.file.
func (c Configuration) export(path string) any {
	c.t.Helper()
	label, ok := strings.CutPrefix(path, "local.file.")
	label, content := strings.CutSuffix(label, ".content")
	if !ok || !content {
		c.t.Fatalf("%s is not known here", path)
	}
	file := c.Find(`local.file "` + label + `"`)
	text, err := c.world.file(Eval[string](c, file.Attributes["filename"]))
	if err != nil {
		c.t.Fatal(err)
	}
	if secret := file.Attributes["is_secret"]; secret != nil && Eval[bool](c, secret) {
		return Secret(text)
	}
	return text
}

func (c Configuration) literal(e *ast.LiteralExpr) any {
	c.t.Helper()
	var value any
	var err error
	switch e.Kind {
	case token.STRING:
		value, err = strconv.Unquote(e.Value)
	case token.BOOL:
		value = e.Value == "true"
	case token.NUMBER:
		value, err = strconv.Atoi(e.Value)
	default:
		c.t.Fatalf("a literal of kind %s", e.Kind)
	}
	if err != nil {
		c.t.Fatalf("%s: %v", e.Value, err)
	}
	return value
}

// Path is an identifier with the fields behind it: sys.env. Other expressions
// have none.
func Path(expr ast.Expr) string {
	switch e := expr.(type) {
	case *ast.IdentifierExpr:
		return e.Ident.Name
	case *ast.AccessExpr:
		return Path(e.Value) + "." + e.Name.Name
	}
	return ""
}

// List is an array of strings.
func (c Configuration) List(expr ast.Expr) []string {
	c.t.Helper()
	var all []string
	for _, element := range c.array(expr) {
		all = append(all, Eval[string](c, element))
	}
	return all
}

func (c Configuration) array(expr ast.Expr) []ast.Expr {
	c.t.Helper()
	array, ok := expr.(*ast.ArrayExpr)
	if !ok {
		c.t.Fatalf("%T is no array", expr)
	}
	return array.Elements
}

// Object is a map of strings.
func (c Configuration) Object(expr ast.Expr) map[string]string {
	c.t.Helper()
	o, ok := expr.(*ast.ObjectExpr)
	if !ok {
		c.t.Fatalf("%T is no object", expr)
	}
	all := map[string]string{}
	for _, field := range o.Fields {
		all[field.Name.Name] = Eval[string](c, field.Value)
	}
	return all
}
