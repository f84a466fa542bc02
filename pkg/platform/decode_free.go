package platform

import (
	"math"

	"go.yaml.in/yaml/v3"

	"seamark.dev/seamark/pkg/manifest"
)

// anything reads free-form values, as Helm takes them: map[string]any, []any,
// string, bool, int, float64 and nil. What JSON cannot say is a mistake, and
// so is what YAML would turn into something else than it looks.
func (d *decoder) anything(n *yaml.Node, at manifest.Path) any {
	if n = d.enter(n, at); n == nil {
		return nil
	}
	defer d.leave()
	switch n.Kind {
	case yaml.MappingNode:
		return d.freeMapping(n, at)
	case yaml.SequenceNode:
		if n.ShortTag() != "!!seq" {
			d.wrongType(n, at, "a list")
			return nil
		}
		list := make([]any, len(n.Content))
		for i, item := range n.Content {
			entry := at.Item(i)
			d.place(entry, item.Line)
			list[i] = d.anything(item, entry)
		}
		return list
	default:
		return d.freeScalar(n, at)
	}
}

func (d *decoder) freeMapping(n *yaml.Node, at manifest.Path) map[string]any {
	values := map[string]any{}
	for _, p := range d.layered(n, at, d.pairs(n, at), true) {
		key, was := at.Field(p.key.Value), d.turn(p)
		d.place(key, p.key.Line)
		values[p.key.Value] = d.anything(p.value, key)
		d.source = was
	}
	return values
}

func (d *decoder) freeScalar(n *yaml.Node, at manifest.Path) any {
	var value any
	switch n.ShortTag() {
	case "!!str", "!!timestamp": // JSON has no dates: who reads it gets the text
		return n.Value
	case "!!null":
		return nil
	case "!!bool", "!!int", "!!float":
		if err := n.Decode(&value); err != nil {
			value = nil
		}
	}
	switch v := value.(type) {
	case bool, int:
		return v
	case float64:
		if !math.IsInf(v, 0) && !math.IsNaN(v) {
			return v
		}
	}
	d.wrongType(n, at, "a string")
	return nil
}
