package schemagen

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
)

// Refusals are why a schema does not admit a document, sorted: PATH: REASON.
// Numbers of the document may be of type int or float64. It evaluates the part
// of JSON Schema that Schema writes, and refuses any other.
func Refusals(schema map[string]any, document any) []string {
	c := check{root: schema}
	c.value("", schema, document)
	slices.Sort(c.refusals)
	return c.refusals
}

type check struct {
	root     map[string]any
	refusals []string
}

func (c *check) refuse(at, reason string) { c.refusals = append(c.refusals, at+": "+reason) }

func (c *check) value(at string, schema map[string]any, value any) {
	for keyword, argument := range schema {
		switch keyword {
		case "$schema", "$id", "$defs", "title", "description", "default":
		case "$ref":
			name := strings.TrimPrefix(argument.(string), definition)
			c.value(at, c.root["$defs"].(map[string]any)[name].(map[string]any), value)
		case "type":
			if !hasType(value, argument.(string)) {
				c.refuse(at, "not a "+argument.(string))
			}
		case "enum":
			if !slices.Contains(argument.([]any), value) {
				c.refuse(at, "none of the values")
			}
		case "pattern":
			if s, ok := value.(string); ok && !regexp.MustCompile(argument.(string)).MatchString(s) {
				c.refuse(at, "does not match")
			}
		case "minimum", "maximum":
			n, ok := number(value)
			if bound := argument.(float64); ok && n != bound && (keyword == "minimum") == (n < bound) {
				c.refuse(at, "beyond the "+keyword)
			}
		case "minItems":
			if l, ok := value.([]any); ok && float64(len(l)) < argument.(float64) {
				c.refuse(at, "too few")
			}
		case "items":
			list, _ := value.([]any)
			for i, item := range list {
				c.value(fmt.Sprintf("%s/%d", at, i), argument.(map[string]any), item)
			}
		case "required", "properties", "additionalProperties":
			c.object(at, keyword, schema, argument, value)
		default:
			c.refuse(at, "no such keyword: "+keyword)
		}
	}
}

func (c *check) object(at, keyword string, schema map[string]any, argument, value any) {
	object, ok := value.(map[string]any)
	if !ok {
		return
	}
	properties, _ := schema["properties"].(map[string]any)
	switch keyword {
	case "required":
		for _, name := range argument.([]any) {
			if _, ok := object[name.(string)]; !ok {
				c.refuse(at, "missing "+name.(string))
			}
		}
	case "properties":
		for name, property := range properties {
			if inner, ok := object[name]; ok {
				c.value(at+"/"+name, property.(map[string]any), inner)
			}
		}
	case "additionalProperties":
		for name, inner := range object {
			if _, known := properties[name]; known {
				continue
			}
			if further, ok := argument.(map[string]any); ok {
				c.value(at+"/"+name, further, inner)
			} else {
				c.refuse(at, "unknown "+name)
			}
		}
	}
}

// number is a value of either type of numbers.
func number(value any) (float64, bool) {
	switch v := value.(type) {
	case int:
		return float64(v), true
	case float64:
		return v, true
	}
	return 0, false
}

func hasType(value any, want string) bool {
	switch v := value.(type) {
	case string:
		return want == "string"
	case int:
		return want == "integer"
	case float64:
		return want == "integer" && v == math.Trunc(v)
	case bool:
		return want == "boolean"
	case []any:
		return want == "array"
	case map[string]any:
		return want == "object"
	}
	return false
}
