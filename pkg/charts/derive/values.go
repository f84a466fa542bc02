package derive

import (
	"bytes"

	"go.yaml.in/yaml/v3"
)

// fromValues are the keys of default values, with those in comments.
func fromValues(data []byte) (*key, error) {
	root := &key{kinds: kindMap}
	if len(bytes.TrimSpace(data)) == 0 {
		return root, nil
	}
	var document yaml.Node
	if err := yaml.Unmarshal(data, &document); err != nil {
		return nil, err
	}
	var values any // finds aliases that would never end, which a node keeps
	if err := document.Decode(&values); err != nil {
		return nil, err
	}
	if len(document.Content) == 0 || document.Content[0].Kind != yaml.MappingNode {
		return root, nil
	}
	c := commented{keyOf: map[*yaml.Node]*key{}}
	c.mapping(document.Content[0], root, nil)
	c.comments(bytes.Split(data, []byte("\n")))
	return root, nil
}

// value is what a default value tells. Null says nothing, the empty string
// stands for "not set" of any scalar, and an empty map is one whose keys the
// chart passes on.
func (c *commented) value(n *yaml.Node, k *key, above []*yaml.Node) {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	switch n.Kind {
	case yaml.MappingNode:
		k.kinds |= kindMap
		if len(n.Content) == 0 {
			k.open = true
		}
		c.mapping(n, k, above)
	case yaml.SequenceNode:
		k.kinds |= kindList
	default:
		k.kinds |= scalarKinds(n)
		k.open = k.open || k.kinds == kindAny
		c.literal(n)
	}
}

func scalarKinds(n *yaml.Node) kinds {
	switch n.ShortTag() {
	case "!!null":
		return kindAny
	case "!!bool":
		return kindBool
	case "!!int":
		return kindInt
	case "!!float":
		return kindNumber | kindInt
	}
	if n.Value == "" {
		return kindScalar
	}
	return kindString
}

// mapping adds the keys of a mapping. Above are the mappings around it.
func (c *commented) mapping(n *yaml.Node, k *key, above []*yaml.Node) {
	c.keyOf[n] = k
	above = append(above[:len(above):len(above)], n)
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, value := n.Content[i], n.Content[i+1]
		if name.ShortTag() == "!!merge" {
			c.value(value, k, above)
			continue
		}
		empty := value.Kind != yaml.ScalarNode && len(value.Content) == 0 && value.Kind != yaml.AliasNode
		c.marks = append(c.marks, mark{name.Line, name.Column, empty, above})
		c.value(value, k.child(name.Value), above)
	}
}
