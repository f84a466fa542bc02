package charts

import (
	"fmt"
	"strconv"
	"strings"
)

// valueKinds are the types that a value may have.
type valueKinds uint8

const (
	kindBool valueKinds = 1 << iota
	kindInt
	kindNumber
	kindString
	kindList
	kindMap

	kindScalar = kindBool | kindInt | kindNumber | kindString
	kindAny    = kindScalar | kindList | kindMap
)

// kindsOf reads a word of a contract.
func kindsOf(word string) (kinds valueKinds, open, ok bool) {
	switch word {
	case "bool":
		return kindBool, false, true
	case "int":
		return kindInt, false, true
	case "number":
		return kindInt | kindNumber, false, true
	case "string":
		return kindString, false, true
	case "scalar":
		return kindScalar, false, true
	case "list":
		return kindList, false, true
	case "map":
		return kindMap, false, true
	case "open":
		return kindMap, true, true
	case "any":
		return kindAny, true, true
	}
	return 0, false, false
}

// String is the kinds for a sentence: "a map", "true or false", "a list or a
// map".
func (k valueKinds) String() string {
	if k&kindScalar == kindScalar {
		k &^= kindScalar &^ kindString // any scalar can be said as text
	}
	var names []string
	for _, one := range []struct {
		kind valueKinds
		name string
	}{
		{kindBool, "true or false"}, {kindNumber, "a number"}, {kindInt, "a whole number"},
		{kindString, "a string"}, {kindList, "a list"}, {kindMap, "a map"},
	} {
		if k&one.kind == one.kind && (one.kind != kindInt || k&kindNumber == 0) {
			names = append(names, one.name)
		}
	}
	return strings.Join(names, " or ")
}

// parseContract reads a contract as package derive writes it: a head of
// `name: value` lines, an empty line, and a line for each key, indented by a
// space for each key around it.
func parseContract(text string) (*Contract, error) {
	c := &Contract{root: &contractKey{kinds: kindMap}}
	head, body, _ := strings.Cut(text, "\n\n")
	for line := range strings.Lines(head) {
		name, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
		switch name {
		case "chart":
			c.Chart = value
		case "version":
			c.Version = value
		case "digest":
			c.Digest = value
		default:
			if at, isImage := strings.CutPrefix(name, "image "); isImage {
				i, err := parseImage(at, value)
				if err != nil {
					return nil, err
				}
				c.images = append(c.images, i)
			}
		}
	}
	above := []*contractKey{c.root} // the key that a line of each depth belongs to
	number := strings.Count(head, "\n") + 2
	for line := range strings.Lines(body) {
		number++
		name, key, depth, err := contractLine(strings.TrimRight(line, "\n"))
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", number, err)
		}
		if depth >= len(above) {
			return nil, fmt.Errorf("line %d: indented too far", number)
		}
		parent := above[depth]
		if parent.below == nil {
			parent.below = map[string]*contractKey{}
		}
		parent.below[name] = key
		above = append(above[:depth+1], key)
	}
	return c, nil
}

// contractLine is one key: its name, what is known of it, and its depth.
func contractLine(line string) (name string, key *contractKey, depth int, err error) {
	text := strings.TrimLeft(line, " ")
	depth = len(line) - len(text)
	at := strings.LastIndex(text, ": ")
	if at < 0 {
		return "", nil, 0, fmt.Errorf("%q is no key: kind", text)
	}
	name = text[:at]
	if strings.HasPrefix(name, `"`) {
		if name, err = strconv.Unquote(name); err != nil {
			return "", nil, 0, fmt.Errorf("%s: %w", text[:at], err)
		}
	}
	key = &contractKey{}
	for word := range strings.SplitSeq(text[at+2:], "|") {
		kinds, open, ok := kindsOf(word)
		if !ok {
			return "", nil, 0, fmt.Errorf("%s: %q is no kind", name, word)
		}
		key.kinds |= kinds
		key.open = key.open || open
	}
	return name, key, depth, nil
}
