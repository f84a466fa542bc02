package platform

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"seamark.dev/seamark/internal/secrets"
	"seamark.dev/seamark/pkg/manifest"
)

// kindNames say what a node is, by its YAML tag.
var kindNames = map[string]string{
	"!!str":       "a string",
	"!!int":       "a whole number",
	"!!float":     "a decimal fraction",
	"!!bool":      "true or false",
	"!!timestamp": "a date",
	"!!binary":    "binary data",
	"!!null":      "null",
	"!!seq":       "a list",
	"!!map":       "a mapping",
}

// wrongType reports a node that is not what its field wants.
func (d *decoder) wrongType(n *yaml.Node, at manifest.Path, want string) {
	found, known := kindNames[n.ShortTag()]
	if !known {
		found = "of the type " + shorten(n.ShortTag())
	}
	d.report("config-wrong-type", n, at, shorten(n.Value), fmt.Sprintf("must be %s, not %s", want, found), typeRemedy(n, want))
}

// typeRemedy shows the value as the field wants it, where that is plain.
func typeRemedy(n *yaml.Node, want string) string {
	if n.Kind != yaml.ScalarNode || n.ShortTag() == "!!null" {
		return ""
	}
	switch want {
	case "a string":
		return fmt.Sprintf("write it in quotes: %q", shorten(n.Value))
	case "a whole number":
		if _, err := strconv.Atoi(n.Value); err == nil {
			return "write it without quotes: " + n.Value
		}
	case "true or false":
		switch strings.ToLower(n.Value) {
		case "true", "yes", "on", "y":
			return "write true"
		case "false", "no", "off", "n":
			return "write false"
		}
	}
	return ""
}

// shorten keeps a finding on one readable line.
func shorten(value string) string {
	const most = 80
	value = secrets.Mask(value)
	if runes := []rune(value); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return value
}

func (d *decoder) str(n *yaml.Node, at manifest.Path, v reflect.Value) {
	switch {
	case n.Kind != yaml.ScalarNode || n.ShortTag() != "!!str":
		d.wrongType(n, at, "a string")
	case n.Value == "":
		d.report("config-empty-value", n, at, "", "must not be empty", "leave the field out to get its default, if it has one")
	default:
		v.SetString(n.Value)
	}
}

// integer reads a number; zero tells whether it may be 0.
func (d *decoder) integer(n *yaml.Node, at manifest.Path, v reflect.Value, zero bool) {
	if n.Kind != yaml.ScalarNode || (n.ShortTag() != "!!int" && !isDigits(n.Value)) || n.ShortTag() == "!!str" {
		d.wrongType(n, at, "a whole number")
		return
	}
	number, err := strconv.Atoi(n.Value)
	switch {
	case err != nil:
		d.report("config-wrong-type", n, at, shorten(n.Value), "must be a whole number in decimal digits, and not a huge one", "")
	case number == 0 && !zero: // as a zero value it would silently become the default
		d.report("config-too-small", n, at, n.Value, "must not be 0", "leave the field out to get its default, if it has one")
	default:
		v.SetInt(int64(number))
	}
}

func (d *decoder) boolean(n *yaml.Node, at manifest.Path, v reflect.Value) {
	var b bool
	if n.Kind != yaml.ScalarNode || n.ShortTag() != "!!bool" || n.Decode(&b) != nil {
		d.wrongType(n, at, "true or false")
		return
	}
	v.SetBool(b)
}
