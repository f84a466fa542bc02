package cli

import (
	"fmt"

	"seamark.dev/seamark/internal/schemas"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/tree"
)

// validate validates the objects among some files, by the CRDs in a folder; those
// that are in scope, which nil is for all. Composite resources are validated by the
// definitions among the files. In files from a disk the values of charts are
// looked at too; in what is rendered they have been proved.
func validate(dir string, all []tree.File, disk bool, scope func(string) bool) (validation, error) {
	set, err := schemas.Open(dir)
	if err != nil {
		return validation{}, err
	}
	for _, f := range all {
		if err := set.AddDefinition(f.Data); err != nil {
			return validation{}, fmt.Errorf("%s: %w", f.Path, err)
		}
	}
	v := validation{disk: disk}
	for _, f := range all {
		if !f.Object || scope != nil && !scope(f.Path) {
			continue
		}
		v.objects++
		v.object(set, f)
	}
	return v, nil
}

func (v *validation) object(set *schemas.Set, f tree.File) {
	object, err := schemas.Decode(f.Data)
	if err != nil {
		broken := schemas.Syntax(err)
		v.findings.Add(diag.Finding{Code: broken.Code, Subject: diag.Subject{File: f.Path}, Message: broken.Message})
		return
	}
	if v.disk {
		v.chartValues(object, f.Path)
	}
	found, unchecked := set.Check(object)
	for _, broken := range found {
		v.findings.Add(diag.Finding{
			Code:    broken.Code,
			Subject: diag.Subject{Object: nameOf(object), Path: broken.Path, File: f.Path},
			Value:   broken.Value,
			Message: broken.Message,
		})
	}
	for _, u := range unchecked {
		instead := u.Instead
		if instead == "" {
			instead = "not validated"
		}
		v.unchecked = append(v.unchecked, fmt.Sprintf("%s %s: %s", u.Kind.GroupVersion(), u.Kind.Kind, instead))
	}
}

// nameOf is the identity of a decoded object as every finding writes it.
func nameOf(object map[string]any) string {
	gvk := schemas.KindOf(object)
	metadata, _ := object["metadata"].(map[string]any)
	namespace, _ := metadata["namespace"].(string)
	name, _ := metadata["name"].(string)
	return model.ObjectRef{Group: gvk.Group, Kind: gvk.Kind, Namespace: namespace, Name: name}.String()
}
