package charts

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"sync"
)

// fieldTypes are the types that a field has in some structs.
func fieldTypes(structs []reflect.Type, name string) []reflect.Type {
	var all []reflect.Type
	for _, t := range structs {
		if field, ok := fieldsOf(t)[name]; ok {
			all = append(all, field)
		}
	}
	return all
}

func fieldNames(structs []reflect.Type) []string {
	all := map[string]bool{}
	for _, t := range structs {
		for name := range fieldsOf(t) {
			all[name] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

var fieldCache sync.Map // reflect.Type to map[string]reflect.Type

// fieldsOf are the fields of a struct, or of what points to one, by their names
// in JSON.
func fieldsOf(t reflect.Type) map[string]reflect.Type {
	t = pointed(t)
	if have, ok := fieldCache.Load(t); ok {
		return have.(map[string]reflect.Type)
	}
	fields := map[string]reflect.Type{}
	for i := range t.NumField() {
		f := t.Field(i)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		switch {
		case name == "-" || !f.IsExported() && !f.Anonymous:
		case name == "" && (f.Anonymous || strings.Contains(options, "inline")):
			maps.Copy(fields, fieldsOf(f.Type))
		case name != "":
			fields[name] = f.Type
		}
	}
	fieldCache.Store(t, fields)
	return fields
}
