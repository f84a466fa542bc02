package manifest

import (
	"cmp"
	"encoding"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"unicode/utf8"
)

// encoderOf is how a type is encoded that has no methods to encode itself.
func encoderOf(t reflect.Type) encodeFunc {
	switch t.Kind() {
	case reflect.Struct:
		return encodeStruct
	case reflect.Map:
		return encodeMap
	case reflect.Pointer:
		return encodePointer
	case reflect.Interface:
		return encodeInterface
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 && methodOf(t.Elem()) == encodeByKind {
			return encodeBytes
		}
		return encodeList
	case reflect.Array:
		return encodeList
	case reflect.String:
		if t == numberType {
			return encodeNumber
		}
		return encodeString
	}
	return scalarEncoderOf(t.Kind())
}

func scalarEncoderOf(kind reflect.Kind) encodeFunc {
	switch kind {
	case reflect.Bool:
		return encodeBool
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return encodeInt
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return encodeUint
	case reflect.Float32, reflect.Float64:
		return encodeFloat
	}
	return encodeNothing
}

func encodeNothing(_ *encoder, _ *plan, v reflect.Value, _ int) (*Node, error) {
	return nil, fmt.Errorf("type %s has no JSON form", v.Type())
}

func encodeBool(_ *encoder, _ *plan, v reflect.Value, _ int) (*Node, error) {
	return Bool(v.Bool()), nil
}

func encodeInt(e *encoder, _ *plan, v reflect.Value, _ int) (*Node, error) {
	return e.number(strconv.FormatInt(v.Int(), 10)), nil
}

func encodeUint(e *encoder, _ *plan, v reflect.Value, _ int) (*Node, error) {
	return e.number(strconv.FormatUint(v.Uint(), 10)), nil
}

func encodeFloat(e *encoder, _ *plan, v reflect.Value, _ int) (*Node, error) {
	text, ok := floatText(v.Float(), v.Type().Bits())
	if !ok {
		return nil, fmt.Errorf("%v has no JSON form", v.Float())
	}
	return e.number(text), nil
}

// encodeNumber encodes a json.Number; an empty one is 0, as in encoding/json.
func encodeNumber(e *encoder, _ *plan, v reflect.Value, _ int) (*Node, error) {
	literal := cmp.Or(v.String(), "0")
	var number json.Number
	if err := json.Unmarshal([]byte(literal), &number); err != nil || number.String() != literal {
		return nil, fmt.Errorf("%q is not a number", literal)
	}
	text, ok := numberText(literal)
	if !ok {
		return nil, errNumber
	}
	return e.number(text), nil
}

func encodeString(e *encoder, _ *plan, v reflect.Value, _ int) (*Node, error) {
	return e.text(v.String())
}

func (e *encoder) text(s string) (*Node, error) {
	if !utf8.ValidString(s) {
		return nil, errUTF8
	}
	return e.str(s), nil
}

func encodeBytes(e *encoder, _ *plan, v reflect.Value, _ int) (*Node, error) {
	if v.IsNil() {
		return nullNode, nil
	}
	return e.str(base64.StdEncoding.EncodeToString(v.Bytes())), nil
}

func encodeList(e *encoder, p *plan, v reflect.Value, depth int) (*Node, error) {
	if v.Kind() == reflect.Slice && v.IsNil() {
		return nullNode, nil
	}
	height := len(e.stack)
	for i := range v.Len() {
		n, err := e.value(p.elem, v.Index(i), depth+1)
		if err != nil {
			return nil, under(intoItem(i), err)
		}
		e.push("", n)
	}
	return e.pop(KindList, height), nil
}

// entry is one entry of a map, its key as text.
type entry struct {
	name  string
	value reflect.Value
}

func encodeMap(e *encoder, p *plan, v reflect.Value, depth int) (*Node, error) {
	if v.IsNil() {
		return nullNode, nil
	}
	entries, err := sortedEntries(v)
	if err != nil {
		return nil, err
	}
	height := len(e.stack)
	for _, entry := range entries {
		n, err := e.value(p.elem, entry.value, depth+1)
		if err != nil {
			return nil, under(intoField(entry.name), err)
		}
		if !unsetTimestamp(entry.name, n) {
			e.push(entry.name, n)
		}
	}
	return e.pop(KindMap, height), nil
}

func sortedEntries(v reflect.Value) ([]entry, error) {
	entries := make([]entry, 0, v.Len())
	for iter := v.MapRange(); iter.Next(); {
		name, err := keyText(iter.Key())
		if err != nil {
			return nil, err
		}
		entries = append(entries, entry{name, iter.Value()})
	}
	slices.SortFunc(entries, func(a, b entry) int { return cmp.Compare(a.name, b.name) })
	for i := 1; i < len(entries); i++ {
		if entries[i].name == entries[i-1].name {
			return nil, under(intoField(entries[i].name), errTwice)
		}
	}
	return entries, nil
}

// keyText is the key of a map as JSON writes it: a string, what MarshalText
// says, or the digits of an integer.
func keyText(key reflect.Value) (string, error) {
	text := key.String()
	if key.Kind() != reflect.String {
		m, ok := key.Interface().(encoding.TextMarshaler)
		switch {
		case ok:
			b, err := m.MarshalText()
			if err != nil {
				return "", err
			}
			text = string(b)
		case key.CanInt():
			text = strconv.FormatInt(key.Int(), 10)
		case key.CanUint():
			text = strconv.FormatUint(key.Uint(), 10)
		default:
			return "", fmt.Errorf("type %s cannot be the key of a JSON object", key.Type())
		}
	}
	if !utf8.ValidString(text) {
		return "", fmt.Errorf("key %q: %w", text, errUTF8)
	}
	return text, nil
}
