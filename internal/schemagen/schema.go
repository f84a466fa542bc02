package schemagen

import (
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Rule is what a schema can say of a field beyond its type.
type Rule struct {
	Enum    []string
	Pattern string
	Minimum *int
	Maximum *int
	// Keys are those that a map is known to have, each with its meaning. Others
	// may be right.
	Keys []Key
	// MayBeEmpty allows a required list without items.
	MayBeEmpty bool
}

// Key is a key of a map.
type Key struct{ Name, Doc string }

// Options complete what the types say.
type Options struct {
	ID   string
	Root string // the type of a document
	// Rules are by Type.field.
	Rules map[string]Rule
}

// node is one schema; the keys are in the order people read them.
type node struct {
	Dialect     string           `json:"$schema,omitempty"`
	ID          string           `json:"$id,omitempty"`
	Ref         string           `json:"$ref,omitempty"`
	Title       string           `json:"title,omitempty"`
	Description string           `json:"description,omitempty"`
	Type        string           `json:"type,omitempty"`
	Enum        []string         `json:"enum,omitempty"`
	Pattern     string           `json:"pattern,omitempty"`
	Minimum     *int             `json:"minimum,omitempty"`
	Maximum     *int             `json:"maximum,omitempty"`
	MinItems    int              `json:"minItems,omitempty"`
	Default     json.RawMessage  `json:"default,omitempty"`
	Items       *node            `json:"items,omitempty"`
	Required    []string         `json:"required,omitempty"`
	Properties  map[string]*node `json:"properties,omitempty"`
	Additional  any              `json:"additionalProperties,omitempty"`
	Definitions map[string]*node `json:"$defs,omitempty"`
}

// definition is where a type is defined.
const definition = "#/$defs/"

// Schema writes the JSON Schema of the types.
func Schema(types []Type, o Options) ([]byte, error) {
	definitions := map[string]*node{}
	for _, t := range types {
		defined, err := define(t, o)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", t.Name, err)
		}
		definitions[t.Name] = defined
	}
	for _, t := range types {
		if name := definitions[t.Name].undefined(definitions); name != "" {
			return nil, fmt.Errorf("%s: the type %s is not among the types", t.Name, name)
		}
	}
	root := definitions[o.Root]
	if root == nil {
		return nil, fmt.Errorf("no type %s", o.Root)
	}
	delete(definitions, o.Root)
	root.Dialect, root.ID, root.Title = "https://json-schema.org/draft/2020-12/schema", o.ID, o.Root
	root.Definitions = definitions
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(root)
	return out.Bytes(), err
}

// undefined is a type that the schema refers to and nobody defines, if there is
// one.
func (n *node) undefined(definitions map[string]*node) string {
	if n == nil {
		return ""
	}
	if name := strings.TrimPrefix(n.Ref, definition); name != "" && definitions[name] == nil {
		return name
	}
	values, _ := n.Additional.(*node)
	below := append(slices.Collect(maps.Values(n.Properties)), n.Items, values)
	for _, sub := range below {
		if name := sub.undefined(definitions); name != "" {
			return name
		}
	}
	return ""
}

func define(t Type, o Options) (*node, error) {
	if t.Fields == nil {
		return &node{Description: t.Doc, Type: "string", Enum: t.Values}, nil
	}
	object := &node{Description: t.Doc, Type: "object", Properties: map[string]*node{}, Additional: new(false)}
	for _, f := range t.Fields {
		property, err := schemaOf(f.Expr)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		rule := o.Rules[t.Name+"."+f.Name]
		property.Description = describe(f)
		property.Enum, property.Pattern = rule.Enum, rule.Pattern
		property.Minimum, property.Maximum = rule.Minimum, rule.Maximum
		property.Properties = keysOf(property, rule.Keys)
		if f.Fixed() {
			property.Default = literal(f.Default, property.Type)
		}
		if f.Required {
			object.Required = append(object.Required, f.Name)
			if property.Type == "array" && !rule.MayBeEmpty {
				property.MinItems = 1
			}
		}
		object.Properties[f.Name] = property
	}
	return object, nil
}

// keysOf are the known keys of a map, each with a value as any other.
func keysOf(property *node, keys []Key) map[string]*node {
	values, isMap := property.Additional.(*node)
	if !isMap || len(keys) == 0 {
		return nil
	}
	known := map[string]*node{}
	for _, key := range keys {
		value := *values
		value.Description = key.Doc
		known[key.Name] = &value
	}
	return known
}

// describe is the field's words with its default, which for some is a rule
// rather than a value.
func describe(f Field) string {
	if f.Default == "" {
		return f.Doc
	}
	return f.Doc + " Default: " + f.Default + "."
}

// literal is a default as JSON: numbers and booleans as they stand, everything
// else as a string.
func literal(value, kind string) json.RawMessage {
	if kind == "integer" || kind == "boolean" {
		return json.RawMessage(value)
	}
	return json.RawMessage(strconv.Quote(strings.Trim(value, `"`)))
}

// schemaOf is the schema of a Go type expression.
func schemaOf(expr ast.Expr) (*node, error) {
	switch t := expr.(type) {
	case *ast.Ident:
		switch t.Name {
		case "string":
			return &node{Type: "string"}, nil
		case "int":
			return &node{Type: "integer"}, nil
		case "bool":
			return &node{Type: "boolean"}, nil
		case "any":
			return &node{}, nil
		}
		return &node{Ref: definition + t.Name}, nil
	case *ast.StarExpr: // of a struct that may be absent
		return schemaOf(t.X)
	case *ast.ArrayType:
		items, err := schemaOf(t.Elt)
		return &node{Type: "array", Items: items}, err
	case *ast.MapType:
		values, err := schemaOf(t.Value)
		return &node{Type: "object", Additional: values}, err
	}
	return nil, fmt.Errorf("no schema for %T", expr)
}
