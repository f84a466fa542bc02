package platform

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"seamark.dev/seamark/pkg/manifest"
)

// longestText is how long a text of the configuration may be, in bytes; Helm
// values apart.
const longestText = 1024

// texts checks that every text is one printable line, also in fields that have
// no syntax of their own. Where another rule spoke already, it is silent.
func (c *checker) texts(p Platform) {
	t := texts{checker: c, told: map[string]bool{}}
	for _, f := range c.findings {
		t.told[f.Where.Path] = true
	}
	t.value(nil, reflect.ValueOf(p))
}

type texts struct {
	*checker
	told map[string]bool // paths that a finding is about
}

// value looks at all texts of a value. Of Helm values only the names of their
// releases are looked at: their texts are the user's, and stay what they are.
func (t texts) value(at manifest.Path, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		t.text(at, v.String())
	case reflect.Pointer:
		if !v.IsNil() {
			t.value(at, v.Elem())
		}
	case reflect.Struct:
		for i, name := range fieldsOf(v.Type()) {
			t.value(at.Field(name), v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			t.value(at.Item(i), v.Index(i))
		}
	case reflect.Map:
		if v.Type().Elem().Kind() == reflect.Interface {
			return
		}
		for _, key := range slices.SortedFunc(maps.Keys(keys(v)), strings.Compare) {
			t.text(at.Field(key), key)
			t.value(at.Field(key), v.MapIndex(reflect.ValueOf(key)))
		}
	}
}

// keys are the keys of a map.
func keys(v reflect.Value) map[string]bool {
	all := map[string]bool{}
	for _, key := range v.MapKeys() {
		all[key.String()] = true
	}
	return all
}

func (t texts) text(at manifest.Path, text string) {
	if text == "" || len(text) <= longestText && oneLine(text) || t.told[at.String()] {
		return
	}
	message := "must be one line of printable characters, without spaces around it"
	if len(text) > longestText {
		message = fmt.Sprintf("must have at most %d bytes", longestText)
	}
	t.add("config-invalid-text", at, shorten(text), message, "")
}

// oneLine tells whether a text is one line of printable characters.
func oneLine(text string) bool {
	return utf8.ValidString(text) && text == strings.TrimSpace(text) &&
		!strings.ContainsFunc(text, func(r rune) bool { return !unicode.IsPrint(r) })
}
