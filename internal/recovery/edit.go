package recovery

import (
	"bytes"
	"cmp"
	"errors"
	"io"
	"reflect"
	"slices"

	"go.yaml.in/yaml/v3"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/platform"
)

// Write is the sources with the IDs of all that is New in them. Lines are only
// added: comments, order and layout stay. What comes out is read again, and must
// be what went in with the IDs: where a layout with anchors or merges does not
// allow that, the findings name what to write by hand, and the sources are as
// they were.
func Write(sources []platform.Source, things []Found) ([]platform.Source, diag.List) {
	things = slices.DeleteFunc(slices.Clone(things), func(t Found) bool { return t.State != New })
	if len(things) == 0 {
		return sources, nil
	}
	want, locate, findings := platform.LoadLocated(sources...)
	if findings.Errors() > 0 {
		return sources, findings
	}
	for _, t := range things {
		t.set(&want.Spec.Environments[t.Field[2].Index])
	}
	written, ok := insertAll(sources, things)
	got, _, findings := platform.LoadLocated(written...)
	if !ok || !reflect.DeepEqual(got, want) {
		return sources, byHand(things, locate)
	}
	if findings.Errors() > 0 { // what a database was once restored from, for example
		return sources, findings
	}
	return written, nil
}

// byHand are the findings about a layout that nothing can be added to.
func byHand(things []Found, locate platform.Locator) diag.List {
	var findings diag.List
	for _, t := range things {
		findings.Add(diag.Finding{
			Code: "recover-unwritable", Where: locate.Where(t.Field), Value: t.ID,
			Message: "cannot be added here without changing something else (an anchor, an alias or a merge?)",
			Remedy:  "write " + t.Field.String() + ": " + t.ID + " yourself",
		})
	}
	return findings
}

// insertAll adds the IDs to the sources. It is false if one has no place.
func insertAll(sources []platform.Source, things []Found) ([]platform.Source, bool) {
	written, first, complete := slices.Clone(sources), 0, true
	for i, s := range sources {
		text := newText(s.Data)
		for _, environment := range environments(s.Data) {
			wanted := &branch{}
			for _, t := range things {
				if t.Field[2].Index == first {
					wanted.add(t.Field[3:], t.ID)
				}
			}
			complete = text.into(environment, wanted) && complete
			first++
		}
		written[i].Data = text.bytes()
	}
	return written, complete
}

// environments are the environments of a source, in its documents' order.
func environments(data []byte) []*yaml.Node {
	var all []*yaml.Node
	for decoder := yaml.NewDecoder(bytes.NewReader(data)); ; {
		var document yaml.Node
		if err := decoder.Decode(&document); err != nil {
			if !errors.Is(err, io.EOF) {
				return nil // it has been loaded before
			}
			return all
		}
		if len(document.Content) == 0 {
			continue
		}
		if list := field(field(document.Content[0], "spec"), "environments"); list != nil {
			all = append(all, list.Content...)
		}
	}
}

// field is the value of a field of a mapping; nil if there is none.
func field(n *yaml.Node, name string) *yaml.Node {
	if n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == name {
			return n.Content[i+1]
		}
	}
	return nil
}

// branch is what is to be added below a node: fields in order, or a value.
type branch struct {
	value  string
	steps  []manifest.Step
	fields []*branch
}

func (b *branch) add(path manifest.Path, value string) {
	if len(path) == 0 {
		b.value = value
		return
	}
	i := slices.Index(b.steps, path[0])
	if i < 0 {
		i = len(b.steps)
		b.steps, b.fields = append(b.steps, path[0]), append(b.fields, &branch{})
	}
	b.fields[i].add(path[1:], value)
}

// insertion is text that is put in before a place.
type insertion struct {
	line, column int // from 0, in runes
	text         string
}

func byPlace(a, b insertion) int {
	return cmp.Or(cmp.Compare(a.line, b.line), cmp.Compare(a.column, b.column))
}
