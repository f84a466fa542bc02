// Package schemagen turns Go types, such as those of the configuration, into
// their JSON Schema and reference page. Names, types and words come from the source
// text of the types, defaults from a value.
package schemagen

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"reflect"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Type is one struct, or one string type.
type Type struct {
	Name   string
	Doc    string
	Fields []Field  // of a struct
	Values []string // of a string type that has a fixed set of them
}

// Field is one field of a struct.
type Field struct {
	Name     string // as JSON has it
	Doc      string // without the sentence about the default
	Default  string // what the doc comment says after "Default:"
	Required bool
	Expr     ast.Expr
}

// Parse reads the exported types from Go source, in their order.
func Parse(source []byte) ([]Type, error) {
	file, err := parser.ParseFile(token.NewFileSet(), "", source, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	values := enumerations(file)
	var types []Type
	for _, decl := range file.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok || gen.Tok != token.TYPE {
			continue
		}
		for _, spec := range gen.Specs {
			t := spec.(*ast.TypeSpec)
			if !t.Name.IsExported() {
				continue
			}
			parsed := Type{Name: t.Name.Name, Doc: prose(t.Name.Name, gen.Doc), Values: values[t.Name.Name]}
			if s, ok := t.Type.(*ast.StructType); ok {
				if parsed.Fields, err = fields(s); err != nil {
					return nil, fmt.Errorf("%s: %w", parsed.Name, err)
				}
			}
			types = append(types, parsed)
		}
	}
	return types, nil
}

// enumerations are the constants of each type, by its name.
func enumerations(file *ast.File) map[string][]string {
	values := map[string][]string{}
	for _, decl := range file.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok || gen.Tok != token.CONST {
			continue
		}
		for _, spec := range gen.Specs {
			v := spec.(*ast.ValueSpec)
			name, ok := v.Type.(*ast.Ident)
			if !ok {
				continue
			}
			for _, value := range v.Values {
				if lit, ok := value.(*ast.BasicLit); ok {
					if word, err := strconv.Unquote(lit.Value); err == nil {
						values[name.Name] = append(values[name.Name], word)
					}
				}
			}
		}
	}
	return values
}

func fields(s *ast.StructType) ([]Field, error) {
	var all []Field
	for _, f := range s.Fields.List {
		tag, err := strconv.Unquote(f.Tag.Value)
		if err != nil {
			return nil, err
		}
		name, options, _ := strings.Cut(reflect.StructTag(tag).Get("json"), ",")
		doc, fallback := splitDefault(prose(f.Names[0].Name, f.Doc))
		if doc == "" {
			return nil, fmt.Errorf("%s has no doc comment", name)
		}
		all = append(all, Field{Name: name, Doc: doc, Default: fallback, Required: options == "", Expr: f.Type})
	}
	return all, nil
}

// prose is a doc comment on one line, without the Go name it starts with:
// "Hub names the cluster" becomes "Names the cluster", "Min is the least"
// becomes "The least".
func prose(name string, doc *ast.CommentGroup) string {
	text := strings.Join(strings.Fields(doc.Text()), " ")
	text, found := strings.CutPrefix(text, name+" ")
	if !found {
		return text
	}
	for _, verb := range []string{"is ", "are "} {
		text = strings.TrimPrefix(text, verb)
	}
	first, size := utf8.DecodeRuneInString(text)
	return string(unicode.ToUpper(first)) + text[size:]
}

// splitDefault takes the sentence "Default: …." off the end of a comment.
func splitDefault(doc string) (rest, fallback string) {
	rest, fallback, _ = strings.Cut(doc, "Default: ")
	return strings.TrimSpace(rest), strings.TrimSuffix(fallback, ".")
}
