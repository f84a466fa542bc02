package platform

import (
	"reflect"
	"strconv"
	"strings"
	"unicode"

	"go.yaml.in/yaml/v3"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
)

func (w effective) empty(at manifest.Path, kind yaml.Kind, tag string) *yaml.Node {
	if !w.shown(at) {
		return nil
	}
	return w.said(at, &yaml.Node{Kind: kind, Tag: tag, Style: yaml.FlowStyle})
}

func (w effective) scalar(at manifest.Path, v reflect.Value) *yaml.Node {
	if !w.shown(at) {
		return nil
	}
	n := &yaml.Node{Kind: yaml.ScalarNode}
	switch v.Kind() {
	case reflect.String:
		n = quoted(v.String())
	case reflect.Int:
		n.Tag, n.Value = "!!int", strconv.FormatInt(v.Int(), 10)
	case reflect.Bool:
		n.Tag, n.Value = "!!bool", strconv.FormatBool(v.Bool())
	case reflect.Float64:
		n.Tag, n.Value = "!!float", strconv.FormatFloat(v.Float(), 'g', -1, 64)
		if !strings.ContainsAny(n.Value, ".e") {
			n.Value += ".0"
		}
	}
	return w.said(at, n)
}

// quoted is a string as YAML: quoted where it could be read as something else.
func quoted(s string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s}
	if strings.Contains(s, "\n") {
		n.Style = yaml.LiteralStyle
		if strings.TrimSpace(s) == "" || s[0] == ' ' || s[0] == '\n' || s[0] == '\t' || strings.ContainsFunc(s, func(r rune) bool { return r != '\n' && !unicode.IsPrint(r) }) {
			n.Style = yaml.DoubleQuotedStyle // what begins with a space has no block
		}
	}
	return n
}

// shown tells whether a value is shown.
func (w effective) shown(at manifest.Path) bool { return !w.of.Written || w.locate.Written(at) }

// said is a node with where its value comes from.
func (w effective) said(at manifest.Path, n *yaml.Node) *yaml.Node {
	if w.locate == nil {
		return n
	}
	n.LineComment = "# " + origin(w.locate(at))
	return n
}

// origin says where a value comes from.
func origin(where diag.Where, written bool) string {
	place := where.String()
	if strings.ContainsFunc(place, func(r rune) bool { return !unicode.IsPrint(r) }) {
		place = strconv.Quote(place)
	}
	switch {
	case !written:
		return "default"
	case where.Environments != "":
		return "defaults, " + place
	}
	return place
}
