package manifest

import "reflect"

// unset tells that a field says nothing, judged by what its value became.
func (f *field) unset(n *Node) bool {
	return f.isStruct && (f.omitEmpty || f.omitZero) && isVoid(n) || unsetTimestamp(f.name, n)
}

// unsetTimestamp finds the null that metav1.Time was before it learnt omitzero.
func unsetTimestamp(name string, n *Node) bool {
	return n.kind == KindNull && name == "creationTimestamp"
}

func isVoid(n *Node) bool {
	return n.kind == KindNull || n.kind == KindMap && len(n.subs) == 0
}

// quote applies the string option: the scalar's JSON as a string.
func (f *field) quote(n *Node) *Node {
	if !f.quoted {
		return n
	}
	switch n.kind {
	case KindBool, KindNumber, KindString:
		return String(string(n.AppendJSON(nil)))
	}
	return n
}

// isEmpty is what omitempty means in encoding/json.
func isEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Array, reflect.Map, reflect.Slice, reflect.String:
		return v.Len() == 0
	case reflect.Struct:
		return false
	}
	return v.IsZero()
}

// isZero is what omitzero means: by the type's own IsZero, if it has one.
func (f *field) isZero(v reflect.Value) bool {
	switch {
	case v.Kind() == reflect.Pointer && v.IsNil(), v.Kind() == reflect.Interface && v.IsNil():
		return true
	case f.tellsZero:
		return v.Interface().(zeroTeller).IsZero()
	case f.tellsZeroAt && v.CanAddr():
		return v.Addr().Interface().(zeroTeller).IsZero()
	}
	return v.IsZero()
}

// zeroTeller is a type that says itself what its zero is.
type zeroTeller interface{ IsZero() bool }
