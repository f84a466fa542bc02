package schemagen

import (
	"bytes"
	"fmt"
	"go/ast"
	"strings"
)

// Markdown writes the reference page: a table for each type, after the
// introduction.
func Markdown(types []Type, rules map[string]Rule, introduction string) []byte {
	known := map[string]Type{}
	for _, t := range types {
		known[t.Name] = t
	}
	var out bytes.Buffer
	out.WriteString(introduction)
	for _, t := range types {
		if len(t.Fields) == 0 {
			continue
		}
		fmt.Fprintf(&out, "\n## %s\n\n%s\n\n| field | type | default | meaning |\n| --- | --- | --- | --- |\n", t.Name, t.Doc)
		for _, f := range t.Fields {
			fmt.Fprintf(&out, "| `%s` | %s | %s | %s |\n", f.Name, typeName(f.Expr, known), defaultCell(f), cell(f.Doc)+oneOf(rules[t.Name+"."+f.Name]))
		}
	}
	return out.Bytes()
}

// cell keeps a text from breaking out of its table.
func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }

// oneOf lists what a field may be, if that is a choice.
func oneOf(rule Rule) string {
	if len(rule.Keys) > 0 {
		var names []string
		for _, key := range rule.Keys {
			names = append(names, key.Name)
		}
		return " The names are `" + strings.Join(names, "`, `") + "`."
	}
	if len(rule.Enum) < 2 {
		return ""
	}
	return " One of `" + strings.Join(rule.Enum, "`, `") + "`."
}

func defaultCell(f Field) string {
	switch {
	case f.Required:
		return "required"
	case f.Default == "":
		return ""
	case f.Fixed():
		return "`" + cell(f.Default) + "`"
	default:
		return cell(f.Default)
	}
}

// Fixed tells whether the default is a value, not a rule in words.
func (f Field) Fixed() bool {
	return f.Default != "" && !strings.Contains(f.Default, ", ") && !strings.Contains(f.Default, "ZONE")
}

// typeName is a type as a reader of YAML would call it, with a link to its
// table.
func typeName(expr ast.Expr, known map[string]Type) string {
	switch t := expr.(type) {
	case *ast.StarExpr:
		return typeName(t.X, known)
	case *ast.ArrayType:
		return "list of " + typeName(t.Elt, known)
	case *ast.MapType:
		return "map of " + typeName(t.Value, known)
	case *ast.Ident:
		return identName(t.Name, known)
	}
	return ""
}

func identName(name string, known map[string]Type) string {
	switch name {
	case "int":
		return "number"
	case "bool":
		return "true or false"
	case "any":
		return "anything"
	}
	switch t := known[name]; {
	case len(t.Values) > 0:
		return "`" + strings.Join(t.Values, "` or `") + "`"
	case len(t.Fields) > 0:
		return fmt.Sprintf("[%s](#%s)", name, strings.ToLower(name))
	}
	return name
}
