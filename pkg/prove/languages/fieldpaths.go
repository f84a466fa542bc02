package languages

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/apis/patchandtransform"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/manifest/fieldpath"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// fieldPaths reads the field paths in a Composition, and in an Object of
// provider-kubernetes. Those of what is composed stand in the Composition.
func (c *linguist) fieldPaths(o *inventory.Object) {
	composition := o.Ref.Group == "apiextensions.crossplane.io" && o.Ref.Kind == "Composition"
	object := o.Ref.Group == "kubernetes.m.crossplane.io" && o.Ref.Kind == "Object"
	if !composition && !object || o.XR.Name != "" {
		return
	}
	o.Node.Walk(func(path manifest.Path, n *manifest.Node) bool {
		if len(path) == 0 {
			return true
		}
		switch path[len(path)-1].Name {
		case "manifest", "policy": // an object of its own; what a patch does without its source
			return false
		}
		for _, f := range n.Fields() {
			if read := fieldPathLanguage(f.Name); read != nil && f.Value.Kind() == manifest.KindString {
				for _, found := range c.findings(f.Name, read, f.Value.Text()) { // a place is dear, and few have findings
					c.list.Add(c.inv.Finding(o.At.Below(path).Below(manifest.Fields(f.Name)), found))
				}
			}
		}
		if len(path) > 1 && path[len(path)-2].Name == "patches" {
			c.missingPath(o.At, path, n)
		}
		return true
	})
}

// missingPath finds a patch without its source, or without a target where it
// has several sources. One source is also the target where none is given.
func (c *linguist) missingPath(at inventory.Place, path manifest.Path, patch *manifest.Node) {
	kind, field := cmp.Or(patch.TextAt("type"), string(patchandtransform.FromComposite)), "fromFieldPath"
	if strings.HasPrefix(kind, "Combine") {
		field = "toFieldPath"
	}
	if kind != "PatchSet" && patch.TextAt(field) == "" {
		c.list.Add(c.inv.Finding(at.Below(path).Below(manifest.Fields(field)), diag.Finding{
			Code: "language-fieldpath", Message: "Crossplane requires it in a patch of the type " + kind,
		}))
	}
}

// fieldPathLanguage reads the field paths in a field of this name; nil if it
// holds none.
func fieldPathLanguage(field string) language {
	switch field {
	case "fromFieldPath", "fieldPath":
		return readFieldPath
	case "toFieldPath":
		return readTarget
	}
	return nil
}

func readFieldPath(text string) diag.List {
	if _, err := fieldpath.Parse(text); err != nil {
		return diag.List{{Code: "language-fieldpath", Value: text, Message: "Crossplane refuses the field path: " + err.Error()}}
	}
	return nil
}

// readTarget reads a field path that is written to: lists are made as long as it
// says.
func readTarget(text string) diag.List {
	path, _ := fieldpath.Parse(text)
	if slices.ContainsFunc(path, func(s manifest.Step) bool { return s.Index > manifest.MaxIndex }) {
		return diag.List{{
			Code: "language-fieldpath", Value: text, Message: fmt.Sprintf("Crossplane makes no list longer than index %d", manifest.MaxIndex),
		}}
	}
	return readFieldPath(text)
}
