package platform

import (
	"bytes"
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"seamark.dev/seamark/pkg/manifest"
)

// Shown is what of a configuration Effective writes. The zero value is all.
type Shown struct {
	// Environments are the names of those that are shown; empty for all.
	Environments []string
	// Written leaves out what nobody wrote, and has its default.
	Written bool
}

// Effective is a configuration that was loaded, as one document: what
// spec.defaults says stands in each environment, and every default is written. A
// comment tells where each value comes from. It loads to the same platform.
func Effective(p Platform, l Locator, of Shown) ([]byte, error) {
	w := effective{locate: l, of: of}
	root := w.node(nil, reflect.ValueOf(p))
	root.HeadComment = "# Each value and where it comes from: FILE:LINE; defaults, FILE:LINE if it stands in\n" +
		"# spec.defaults; default if nobody wrote it."
	var out bytes.Buffer
	encoder := yaml.NewEncoder(&out)
	encoder.SetIndent(2)
	encoder.CompactSeqIndent()
	if err := encoder.Encode(root); err != nil {
		return nil, err
	}
	return out.Bytes(), encoder.Close()
}

type effective struct {
	locate Locator
	of     Shown
}

// node is a value as YAML; nil if it says nothing.
func (w effective) node(at manifest.Path, v reflect.Value) *yaml.Node {
	switch v.Kind() {
	case reflect.Struct:
		return w.structure(at, v)
	case reflect.Pointer:
		switch {
		case v.IsNil():
			return nil
		case v.Elem().Kind() != reflect.Struct:
			return w.scalar(at, v.Elem())
		}
		if n := w.structure(at, v.Elem()); n != nil {
			return n
		}
		return w.empty(at, yaml.MappingNode, "!!map")
	case reflect.Map:
		return w.dictionary(at, v)
	case reflect.Slice:
		return w.list(at, v)
	case reflect.Interface:
		if v.IsNil() {
			return w.said(at, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!null", Value: "null"})
		}
		if n := w.node(at, v.Elem()); n != nil {
			return n
		}
		return w.scalar(at, v.Elem()) // a zero that stands among Helm values
	}
	if v.IsZero() {
		return nil
	}
	return w.scalar(at, v)
}

func (w effective) structure(at manifest.Path, v reflect.Value) *yaml.Node {
	n := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
	for i, name := range fieldsOf(v.Type()) {
		w.add(n, at.Field(name), name, v.Field(i))
	}
	if len(n.Content) == 0 {
		return nil
	}
	return n
}

func (w effective) dictionary(at manifest.Path, v reflect.Value) *yaml.Node {
	if v.IsNil() {
		return nil
	}
	n := &yaml.Node{Kind: yaml.MappingNode, Tag: "!!map"}
	for _, key := range slices.SortedFunc(slices.Values(v.MapKeys()), func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) }) {
		name := key.String()
		if value := v.MapIndex(key); value.Kind() == reflect.Bool && w.shown(at.Field(name)) { // false is said, too
			n.Content = append(n.Content, quoted(name), w.scalar(at.Field(name), value))
			continue
		}
		if !w.add(n, at.Field(name), name, v.MapIndex(key)) && w.shown(at.Field(name)) { // it is there, and says nothing more
			n.Content = append(n.Content, quoted(name), w.empty(at.Field(name), yaml.MappingNode, "!!map"))
		}
	}
	if len(n.Content) == 0 {
		return w.empty(at, yaml.MappingNode, "!!map")
	}
	return n
}

func (w effective) list(at manifest.Path, v reflect.Value) *yaml.Node {
	if v.IsNil() {
		return nil
	}
	n := &yaml.Node{Kind: yaml.SequenceNode, Tag: "!!seq"}
	for i := range v.Len() {
		item, element := at.Item(i), v.Index(i)
		if slices.Equal(at, environments()) && !w.of.shows(element.Interface().(Environment).Name) {
			continue
		}
		if below := w.node(item, element); below != nil {
			n.Content = append(n.Content, below)
		}
	}
	if len(n.Content) == 0 {
		return w.empty(at, yaml.SequenceNode, "!!seq")
	}
	return n
}

func (s Shown) shows(environment string) bool {
	return len(s.Environments) == 0 || slices.Contains(s.Environments, environment)
}

// add adds an entry to a mapping, and tells whether there is one.
func (w effective) add(n *yaml.Node, at manifest.Path, name string, v reflect.Value) bool {
	below := w.node(at, v)
	if below == nil {
		return false
	}
	key := quoted(name)
	if below.Style == yaml.LiteralStyle { // of many lines: no place is behind them
		key.HeadComment, below.LineComment = below.LineComment, ""
	}
	n.Content = append(n.Content, key, below)
	return true
}
