package platform

import (
	"reflect"

	"go.yaml.in/yaml/v3"

	"seamark.dev/seamark/pkg/manifest"
)

// ownFields are the fields that no two environments can share, with the reason. A
// star stands for any key or item.
var ownFields = []struct {
	field  manifest.Path
	reason string
}{
	{manifest.Fields("name"), "every environment has a name of its own"},
	{manifest.Fields("network", "vpcCIDR"), "the range of a VPC is unique in an account"},
	{manifest.Fields("network", "existing"), "a VPC that exists is of one environment"},
	{manifest.Fields("cluster", "existing"), "a cluster that exists is of one environment"},
	{manifest.Fields("cluster", "additionalNodePools", "*", "existing"), "a node pool that exists is of one environment"},
	{manifest.Fields("databases", "*", "existing"), "a database that exists is of one environment"},
	{manifest.Fields("domain", "demo"), "a name in the DNS leads to one environment"},
	{manifest.Fields("domain", "logs"), "a name in the DNS leads to one environment"},
	{manifest.Fields("logs", "bucket"), "a bucket is of one environment"},
	{manifest.Fields("logs", "existing"), "the key of a bucket is of one environment"},
}

// unshared is the reason why a field below spec.defaults may not stand there;
// empty if it may.
func unshared(below manifest.Path) string {
	for _, own := range ownFields {
		if len(own.field) != len(below) {
			continue
		}
		same := true
		for i, step := range own.field {
			same = same && (step.Name == "*" || below[i].Index < 0 && step.Name == below[i].Name)
		}
		if same {
			return own.reason
		}
	}
	return ""
}

// readDefaults reads spec.defaults of the document; nil if it has none.
func (d *decoder) readDefaults() *underlay {
	spec, ok := d.entry(d.document.root, nil, "spec")
	if !ok {
		return nil
	}
	p, ok := d.entry(spec.value, manifest.Fields("spec"), "defaults")
	if !ok || p.value.ShortTag() == "!!null" {
		return nil
	}
	d.below = &underlay{
		file: d.document.file, pairs: map[string][]pair{}, refused: map[*yaml.Node]bool{}, used: map[string]bool{},
		nodes: count(p.value),
	}
	d.recording = true
	d.value(p.value, defaultsField(), reflect.ValueOf(&d.below.alone).Elem())
	d.recording = false
	return d.below
}

// entry is an entry of a mapping.
func (d *decoder) entry(n *yaml.Node, at manifest.Path, name string) (pair, bool) {
	if n = resolved(n); n.Kind != yaml.MappingNode {
		return pair{}, false // which is told when all is read
	}
	for _, p := range d.pairs(n, at) {
		if p.key.Value == name {
			return p, true
		}
	}
	return pair{}, false
}

// record takes up the entries of a mapping in spec.defaults, without those that
// may not stand there or say nothing.
func (d *decoder) record(at manifest.Path, all []pair, free bool) []pair {
	var read, said []pair
	below, merged := at[2:], true
	for _, step := range below {
		merged = merged && step.Index < 0
	}
	for _, p := range all {
		if reason := unshared(below.Field(p.key.Value)); reason != "" {
			d.below.refused[p.key] = true
			d.report("config-not-shared", p.key, at.Field(p.key.Value), "", "may not stand in spec.defaults: "+reason, "write it in each environment")
			continue
		}
		read = append(read, p)
		if free || p.value.ShortTag() != "!!null" {
			said = append(said, p)
		}
	}
	if merged {
		d.below.pairs[below.String()] = said
	}
	return read
}

// permitted are the entries of a mapping that an environment has from
// spec.defaults, without those that may not stand there.
func (d *decoder) permitted(at manifest.Path, all []pair) []pair {
	var read []pair
	for _, p := range all {
		if d.below.refused[p.key] {
			d.mistaken[at.Field(p.key.Value).String()] = true
			continue
		}
		read = append(read, p)
	}
	return read
}
