package manifest

import (
	"encoding"
	"encoding/json"
	"fmt"
	"reflect"
)

// Of is the tree of a Go value: a pointer to an API object, a struct of Helm
// values, a map of a user's values, a list of any of them. Names, omitempty,
// omitzero, the string option, inlining and the types' own MarshalJSON and
// MarshalText work as in encoding/json; the fields of a struct keep its order,
// but for apiVersion, which stands before kind, and the keys of a map are sorted.
//
// Left out, beyond what encoding/json leaves out, is what nobody set: a struct
// (not a pointer to one) under omitempty or omitzero of which no field remains,
// a null creationTimestamp, and the empty status of an object. A pointer to an
// empty struct is kept: it is how `emptyDir: {}` is said.
//
// It is an error, with the path of the field, for a number to be NaN or
// infinite, for a string not to be UTF-8, for a type to have no JSON form, and
// for values to nest so deep that they must be a cycle.
func Of(v any) (*Node, error) {
	value := reflect.ValueOf(v)
	if !value.IsValid() {
		return nullNode, nil
	}
	p := planOf(value.Type())
	// An object is at the top however many pointers lead to it.
	for range maxDepth {
		if value.Kind() != reflect.Pointer || value.IsNil() || p.own {
			break
		}
		p, value = p.elem, value.Elem()
	}
	n, err := (&encoder{}).value(p, value, 0)
	if err != nil {
		return nil, fmt.Errorf("cannot encode %T: %w", v, err)
	}
	return n, nil
}

// encoder builds one tree.
type encoder struct{ arena }

// encodeFunc encodes a value by the plan of its type, this many levels deep.
type encodeFunc func(e *encoder, p *plan, v reflect.Value, depth int) (*Node, error)

func (e *encoder) value(p *plan, v reflect.Value, depth int) (*Node, error) {
	if depth > maxDepth {
		return nil, errDepth
	}
	return p.encode(e, p, v, depth)
}

func encodeNode(_ *encoder, _ *plan, v reflect.Value, _ int) (*Node, error) {
	if n := v.Interface().(*Node); n != nil {
		return n, nil
	}
	return nullNode, nil
}

// encodeMarshaler takes the JSON that a value makes of itself.
func encodeMarshaler(e *encoder, _ *plan, v reflect.Value, _ int) (*Node, error) {
	if v.Kind() == reflect.Pointer && v.IsNil() {
		return nullNode, nil
	}
	data, err := v.Interface().(json.Marshaler).MarshalJSON()
	if err != nil {
		return nil, err
	}
	return parseJSON(&e.arena, data, true)
}

func encodeText(e *encoder, _ *plan, v reflect.Value, _ int) (*Node, error) {
	if v.Kind() == reflect.Pointer && v.IsNil() {
		return nullNode, nil
	}
	text, err := v.Interface().(encoding.TextMarshaler).MarshalText()
	if err != nil {
		return nil, err
	}
	return e.text(string(text))
}

// atAddress encodes by a method that needs a pointer, where there is one.
func atAddress(encode encodeFunc) encodeFunc {
	return func(e *encoder, p *plan, v reflect.Value, depth int) (*Node, error) {
		if !v.CanAddr() {
			return p.plain(e, p, v, depth)
		}
		return encode(e, p, v.Addr(), depth)
	}
}

func encodePointer(e *encoder, p *plan, v reflect.Value, depth int) (*Node, error) {
	if v.IsNil() {
		return nullNode, nil
	}
	return e.value(p.elem, v.Elem(), depth+1)
}

func encodeInterface(e *encoder, _ *plan, v reflect.Value, depth int) (*Node, error) {
	if v.IsNil() {
		return nullNode, nil
	}
	return e.value(planOf(v.Elem().Type()), v.Elem(), depth+1)
}

func encodeStruct(e *encoder, p *plan, v reflect.Value, depth int) (*Node, error) {
	height := len(e.stack)
	for i := range p.fields {
		f := &p.fields[i]
		value, ok := f.of(v)
		if !ok || f.omitEmpty && isEmpty(value) || f.omitZero && f.isZero(value) {
			continue
		}
		n, err := e.value(f.plan, value, depth+1)
		if err != nil {
			return nil, under(intoField(f.name), err)
		}
		unset := f.unset(n) || depth == 0 && p.object && f.name == "status" && (isVoid(n) || value.IsZero())
		if !unset {
			e.push(f.name, f.quote(n))
		}
	}
	return e.pop(KindMap, height), nil
}

// of is the field's value in a struct; there is none behind a nil pointer to an
// embedded struct.
func (f *field) of(v reflect.Value) (reflect.Value, bool) {
	if len(f.index) == 1 {
		return v.Field(f.index[0]), true
	}
	for i, step := range f.index {
		if i > 0 && v.Kind() == reflect.Pointer {
			if v.IsNil() {
				return v, false
			}
			v = v.Elem()
		}
		v = v.Field(step)
	}
	return v, true
}
