package apis_test

import (
	"encoding/json"
	"reflect"
	"strings"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"

	"seamark.dev/seamark/internal/schemas"
)

// fieldsOf are the fields of a struct and of all within it, by their paths: an
// item of a list is [0], a value of a map [key]. Metadata is left out.
func fieldsOf(t reflect.Type) map[string]reflect.Type {
	found := map[string]reflect.Type{}
	collect(found, "", t, map[reflect.Type]bool{})
	return found
}

func collect(found map[string]reflect.Type, path string, t reflect.Type, inside map[reflect.Type]bool) {
	if path != "" {
		found[path] = t
	}
	if inside[t] || marshals(t) {
		return // contains itself; or writes itself
	}
	inside[t] = true
	defer delete(inside, t)
	switch t.Kind() {
	case reflect.Pointer:
		collect(found, path, t.Elem(), inside)
	case reflect.Slice:
		collect(found, path+"[0]", t.Elem(), inside)
	case reflect.Map:
		collect(found, path+"[key]", t.Elem(), inside)
	case reflect.Struct:
		for i := range t.NumField() {
			collectField(found, path, t.Field(i), inside)
		}
	}
}

func collectField(found map[string]reflect.Type, path string, f reflect.StructField, inside map[reflect.Type]bool) {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	switch {
	case f.Type == reflect.TypeFor[metav1.TypeMeta](), f.Type == reflect.TypeFor[metav1.ObjectMeta](), name == "-":
	case f.Anonymous && name == "":
		for i := range f.Type.NumField() {
			collectField(found, path, f.Type.Field(i), inside)
		}
	default:
		collect(found, strings.TrimPrefix(path+"."+name, "."), f.Type, inside)
	}
}

func marshals(t reflect.Type) bool {
	marshaler := reflect.TypeFor[json.Marshaler]()
	return t.Implements(marshaler) || reflect.PointerTo(t).Implements(marshaler)
}

// jsonType is the OpenAPI type of what a Go value becomes.
func jsonType(t reflect.Type) string {
	switch kind := t.Kind(); {
	case kind == reflect.Pointer:
		return jsonType(t.Elem())
	case kind == reflect.Interface, marshals(t):
		return schemas.Any
	case kind == reflect.Struct, kind == reflect.Map:
		return "object"
	case kind == reflect.Slice:
		return "array"
	case kind == reflect.Bool:
		return "boolean"
	case kind >= reflect.Int && kind <= reflect.Uint64:
		return "integer"
	case kind == reflect.Float32, kind == reflect.Float64:
		return "number"
	}
	return t.Kind().String()
}

// fits tells whether a Go value can stand where the schema has a type.
func fits(t reflect.Type, typ string) bool {
	own := jsonType(t)
	return own == typ || own == schemas.Any || typ == schemas.Any || own == "integer" && typ == "number"
}
