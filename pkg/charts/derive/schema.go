package derive

import (
	"encoding/json"
	"fmt"
	"strings"
)

// schema is what is read of a JSON Schema.
type schema struct {
	Ref        string             `json:"$ref"`
	Type       typeNames          `json:"type"`
	Properties map[string]*schema `json:"properties"`
	// Additional is false in a closed map, true or a schema in one that is
	// open, and absent where the author did not say.
	Additional json.RawMessage `json:"additionalProperties"`

	AnyOf []*schema `json:"anyOf"`
	OneOf []*schema `json:"oneOf"`
	AllOf []*schema `json:"allOf"`

	Defs        map[string]*schema `json:"$defs"`
	Definitions map[string]*schema `json:"definitions"`
}

// typeNames is one name or a list of them.
type typeNames []string

// UnmarshalJSON takes both forms.
func (t *typeNames) UnmarshalJSON(data []byte) error {
	var one string
	if json.Unmarshal(data, &one) == nil {
		*t = typeNames{one}
		return nil
	}
	return json.Unmarshal(data, (*[]string)(t))
}

var schemaKinds = map[string]kinds{
	"boolean": kindBool, "integer": kindInt, "number": kindNumber | kindInt,
	"string": kindString, "array": kindList, "object": kindMap,
}

// withSchema adds what a schema knows. A schema that is closed at its root is
// complete, so that comments tell nothing more; any other adds to the values.
func withSchema(values *key, data []byte) (keys *key, closed bool, err error) {
	var root schema
	if err := json.Unmarshal(data, &root); err != nil {
		return nil, false, err
	}
	r := resolver{root: &root, left: largestSchema}
	keys = r.key(&root, 0)
	if r.left < 0 {
		return nil, false, fmt.Errorf("its references unfold to more than %d schemas", largestSchema)
	}
	top := r.resolve(&root)
	if string(top.Additional) == "false" {
		return keys, true, nil
	}
	keys.open = false // that unknown keys pass there is the trap
	values.refine(keys)
	return values, false, nil
}

// refine adds what a schema knows to what the default values tell. Of a value
// that these leave unset, only the schema knows the type.
func (k *key) refine(schema *key) {
	if k.kinds == kindAny && schema.kinds != 0 && len(k.below) == 0 {
		k.kinds, k.open = 0, false
	}
	k.kinds |= schema.kinds
	k.open = k.open || schema.open
	for name, below := range schema.below {
		k.child(name).refine(below)
	}
}

// largestSchema is how many schemas one may consist of once its references are
// followed, far more than any chart's.
const largestSchema = 1_000_000

// resolver finds what a schema refers to.
type resolver struct {
	root *schema
	left int // schemas that may still be read
}

// resolve follows references within the schema. One that leads elsewhere, to
// the definitions of Kubernetes for instance, is to a value of which nothing is
// known.
func (r *resolver) resolve(s *schema) *schema {
	for hops := 0; s.Ref != "" && hops < 10; hops++ {
		name, defs := "", r.root.Defs
		if after, ok := strings.CutPrefix(s.Ref, "#/$defs/"); ok {
			name = after
		} else if after, ok := strings.CutPrefix(s.Ref, "#/definitions/"); ok {
			name, defs = after, r.root.Definitions
		}
		if s = defs[name]; s == nil {
			return &schema{}
		}
	}
	return s
}

// key is what a schema says of a value.
func (r *resolver) key(s *schema, depth int) *key {
	const deepest = 32 // a schema may be recursive
	if r.left--; s == nil || r.left < 0 {
		return &key{kinds: kindAny, open: true}
	}
	s = r.resolve(s)
	k := &key{}
	for _, name := range s.Type {
		k.kinds |= schemaKinds[name]
	}
	alternatives := append(append(append([]*schema{}, s.AnyOf...), s.OneOf...), s.AllOf...)
	if depth < deepest {
		for _, one := range alternatives {
			k.add(r.key(one, depth+1))
		}
		for name, below := range s.Properties {
			k.child(name).add(r.key(below, depth+1))
		}
	}
	if k.kinds == 0 && len(k.below) == 0 {
		return &key{kinds: kindAny, open: true}
	}
	if len(k.below) > 0 {
		k.kinds |= kindMap
	}
	said := len(s.Additional) > 0 && string(s.Additional) != "false"
	unsaid := len(s.Additional) == 0 && len(k.below) == 0
	k.open = k.open || k.kinds&kindMap != 0 && (said || unsaid)
	return k
}
