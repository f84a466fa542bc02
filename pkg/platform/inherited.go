package platform

import (
	"slices"

	"go.yaml.in/yaml/v3"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
)

// defaultsField is what holds for every environment.
func defaultsField() manifest.Path { return manifest.Fields("spec", "defaults") }

// underlay is spec.defaults as it was read. Environments are read over it: each
// value keeps the file and the line where it is written.
type underlay struct {
	file string
	// pairs are the entries of every mapping that is reached through mappings
	// alone, by its path below spec.defaults: lists are replaced, not merged.
	pairs map[string][]pair
	// refused are the keys of what may not stand there.
	refused map[*yaml.Node]bool
	// used are the fields that an environment has, by their paths.
	used map[string]bool
	// nodes is how many nodes each environment may read once more.
	nodes int
	// alone is an environment that says nothing itself.
	alone Environment
}

// inEnvironment tells whether a path leads into an environment.
func inEnvironment(at manifest.Path) bool {
	return len(at) > 2 && slices.Equal(at[:2], environments())
}

// inDefaults is the field of spec.defaults below a field of an environment.
func inDefaults(at manifest.Path) manifest.Path { return slices.Concat(defaultsField(), at[3:]) }

// source is where the node stands that is read.
type source struct {
	file string
	// fromDefaults tells that an environment has it from spec.defaults.
	fromDefaults bool
}

// turn goes to where an entry stands; the caller returns to what it was.
func (d *decoder) turn(p pair) (was source) {
	was = d.source
	if p.inherited {
		d.source = source{d.below.file, true}
	}
	return was
}

// place remembers where a field is written.
func (d *decoder) place(at manifest.Path, line int) {
	d.positions[at.String()] = diag.Where{File: d.source.file, Line: line}
	if d.fromDefaults {
		d.inherited[at.String()] = true
		d.below.used[inDefaults(at).String()] = true
	}
}

// layered are the entries of a mapping with those that spec.defaults has below
// it. Null is a value among free-form ones, and nothing elsewhere.
func (d *decoder) layered(n *yaml.Node, at manifest.Path, own []pair, free bool) []pair {
	switch {
	case d.recording:
		return d.record(at, own, free)
	case d.below == nil || !inEnvironment(at):
		return own
	case d.fromDefaults:
		return d.permitted(at, own)
	}
	below := d.below.pairs[at[3:].String()]
	if len(below) == 0 {
		return own
	}
	if n.Kind == yaml.MappingNode && len(n.Content) == 0 && len(at) > 3 {
		d.tell(n, at, diag.Finding{
			Code: changesNothing, Severity: diag.Warning, Value: "{}",
			Message: "changes nothing: what spec.defaults says here (" + d.below.line(below[0]) + ") holds", Remedy: "leave it out, or write what is to be different",
		})
	}
	return d.merged(at, own, below, free)
}

// merged are an environment's own entries, and those of spec.defaults that it
// does not have.
func (d *decoder) merged(at manifest.Path, own, below []pair, free bool) []pair {
	all := slices.Clone(own)
	for _, p := range below {
		p.inherited = true
		i := slices.IndexFunc(own, func(o pair) bool { return o.key.Value == p.key.Value })
		switch {
		case i < 0:
			all = append(all, p)
		case own[i].value.ShortTag() == "!!null" && !free:
			d.report(changesNothing, own[i].value, at.Field(p.key.Value), "",
				"null does not take away what spec.defaults says ("+d.below.line(p)+")", "write the value that this environment is to have; or take it out of spec.defaults, and write it where it holds")
			all[i] = p
		case resolved(own[i].value).Kind == yaml.MappingNode: // its entries are merged
			d.below.used[inDefaults(at.Field(p.key.Value)).String()] = true
		}
	}
	return all
}

// line is where an entry is written.
func (u *underlay) line(p pair) string {
	return diag.Where{File: u.file, Line: p.key.Line}.String()
}

// resolved is the node that an alias stands for.
func resolved(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}
