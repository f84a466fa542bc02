package manifest

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// maxDepth bounds how deep values may nest; deeper is a cycle, not a manifest.
const maxDepth = 500

// What JSON allows and a manifest does not.
var (
	errDepth  = fmt.Errorf("nested more than %d levels deep, as a cycle is", maxDepth)
	errNumber = errors.New("number does not fit a 64-bit float")
	errUTF8   = errors.New("not valid UTF-8")
	errTwice  = errors.New("key is given twice")
)

// ParseJSON reads one JSON value and keeps the order of keys. A key that is
// given twice, a number beyond a float64 and text that is not UTF-8 are errors:
// readers of YAML do not agree on them.
func ParseJSON(data []byte) (*Node, error) {
	n, err := parseJSON(&arena{}, data, false)
	if err != nil {
		return nil, fmt.Errorf("cannot read JSON: %w", err)
	}
	return n, nil
}

// parseJSON builds the tree in an arena. With clean it leaves out what Of
// leaves out, for the JSON that types make of themselves.
func parseJSON(a *arena, data []byte, clean bool) (*Node, error) {
	if !json.Valid(data) {
		var v any
		return nil, json.Unmarshal(data, &v) // for its description
	}
	if !utf8.Valid(data) {
		return nil, errUTF8
	}
	r := jsonReader{arena: a, data: data, clean: clean}
	return r.value(0)
}

// jsonReader reads JSON that is known to be valid.
type jsonReader struct {
	*arena
	data  []byte
	pos   int
	clean bool
}

// next skips white space and is the byte that follows it.
func (r *jsonReader) next() byte {
	for strings.IndexByte(" \t\r\n", r.data[r.pos]) >= 0 {
		r.pos++
	}
	return r.data[r.pos]
}

func (r *jsonReader) value(depth int) (*Node, error) {
	if depth > maxDepth {
		return nil, errDepth
	}
	switch r.next() {
	case '{':
		return r.object(depth)
	case '[':
		return r.array(depth)
	case '"':
		s, err := r.text()
		return r.str(s), err
	case 't':
		r.pos += len("true")
		return trueNode, nil
	case 'f':
		r.pos += len("false")
		return falseNode, nil
	case 'n':
		r.pos += len("null")
		return nullNode, nil
	}
	return r.digits()
}

func (r *jsonReader) object(depth int) (*Node, error) {
	height := len(r.stack)
	for r.pos++; r.next() != '}'; {
		if r.data[r.pos] == ',' {
			r.pos++
			r.next()
		}
		name, err := r.text()
		if err != nil {
			return nil, err
		}
		r.next() // the colon
		r.pos++
		value, err := r.value(depth + 1)
		if err != nil {
			return nil, under(intoField(name), err)
		}
		if !r.clean || !unsetTimestamp(name, value) {
			r.push(name, value)
		}
	}
	r.pos++
	n := r.pop(KindMap, height)
	if name, ok := repeated(n.subs); ok {
		return nil, under(intoField(name), errTwice)
	}
	return n, nil
}

func (r *jsonReader) array(depth int) (*Node, error) {
	height := len(r.stack)
	for r.pos++; r.next() != ']'; {
		if r.data[r.pos] == ',' {
			r.pos++
		}
		value, err := r.value(depth + 1)
		if err != nil {
			return nil, under(intoItem(len(r.stack)-height), err)
		}
		r.push("", value)
	}
	r.pos++
	return r.pop(KindList, height), nil
}

func (r *jsonReader) text() (s string, err error) {
	from, escaped := r.pos, false
	for r.pos++; r.data[r.pos] != '"'; r.pos++ {
		if r.data[r.pos] == '\\' {
			escaped = true
			r.pos++
		}
	}
	r.pos++
	if !escaped {
		return string(r.data[from+1 : r.pos-1]), nil
	}
	err = json.Unmarshal(r.data[from:r.pos], &s)
	return s, err
}

func (r *jsonReader) digits() (*Node, error) {
	from := r.pos
	for r.pos < len(r.data) && strings.IndexByte("+-.0123456789eE", r.data[r.pos]) >= 0 {
		r.pos++
	}
	text, ok := numberText(string(r.data[from:r.pos]))
	if !ok {
		return nil, errNumber
	}
	return r.number(text), nil
}

// repeated finds a name that more than one field has.
func repeated(fields []Field) (string, bool) {
	if len(fields) < 2 {
		return "", false
	}
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.Name
	}
	slices.Sort(names)
	for i, name := range names[1:] {
		if name == names[i] {
			return name, true
		}
	}
	return "", false
}
