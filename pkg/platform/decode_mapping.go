package platform

import (
	"fmt"

	"go.yaml.in/yaml/v3"

	"seamark.dev/seamark/pkg/manifest"
)

// pair is one entry of a mapping.
type pair struct {
	key, value *yaml.Node
	// inherited tells that an environment has it from spec.defaults.
	inherited bool
}

// pairs are the entries of a mapping, those it merges in (<<) last and only
// where it has none of that name. What is not a mapping, and keys that are
// doubled or not strings, it reports.
func (d *decoder) pairs(n *yaml.Node, at manifest.Path) []pair {
	if n.Kind != yaml.MappingNode || n.ShortTag() != "!!map" {
		d.wrongType(n, at, "a mapping")
		return nil
	}
	seen := map[string]int{}
	own, merged := d.ownPairs(n, at, seen)
	for _, m := range merged {
		for _, p := range d.mergedPairs(m, at) {
			if _, ok := seen[p.key.Value]; !ok {
				seen[p.key.Value] = p.key.Line
				own = append(own, p)
			}
		}
	}
	return own
}

func (d *decoder) ownPairs(n *yaml.Node, at manifest.Path, seen map[string]int) (own []pair, merged []*yaml.Node) {
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if key.Kind == yaml.AliasNode {
			key = key.Alias
		}
		line, doubled := seen[key.Value]
		switch {
		case key.Kind == yaml.ScalarNode && key.ShortTag() == "!!merge":
			merged = append(merged, value)
		case key.Kind != yaml.ScalarNode:
			d.report("config-invalid-key", n.Content[i], at, "", "a key must be a string", "")
		case key.ShortTag() != "!!str":
			d.report("config-invalid-key", n.Content[i], at.Field(key.Value), shorten(key.Value), "a key must be a string", fmt.Sprintf("write it in quotes: %q", shorten(key.Value)))
		case doubled:
			d.report("config-duplicate-key", n.Content[i], at.Field(key.Value), "", fmt.Sprintf("is given twice, first on line %d", line), "keep one")
		default:
			seen[key.Value] = n.Content[i].Line
			own = append(own, pair{key: key, value: value})
		}
	}
	return own, merged
}

// mergedPairs are the entries of what a merge key names: a mapping or a list
// of mappings, of which the earlier wins.
func (d *decoder) mergedPairs(n *yaml.Node, at manifest.Path) []pair {
	if n = d.enter(n, at); n == nil {
		return nil
	}
	defer d.leave()
	if n.Kind != yaml.SequenceNode {
		return d.pairs(n, at)
	}
	var all []pair
	for _, item := range n.Content {
		all = append(all, d.mergedPairs(item, at)...)
	}
	return all
}
