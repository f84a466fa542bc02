package render

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"

	"seamark.dev/seamark/pkg/apis/kustomize"
	"seamark.dev/seamark/pkg/manifest"
)

// substitute keeps Flux's variable substitution, which a user may turn on for
// a whole Kustomization, away from objects that hold a literal ${…}.
const substitute = "kustomize.toolkit.fluxcd.io/substitute"

// Folder is one component's folder: a file for each object and the
// kustomization.yaml that lists them. Notes are comment lines for the heads of
// single files.
func Folder(dir string, objects []Object, notes map[ObjectRef][]string) ([]File, error) {
	files := make([]File, 0, len(objects)+1)
	names := make([]string, 0, len(objects))
	for _, o := range objects {
		name := fileName(o, objects)
		file, err := ObjectFile(path.Join(dir, name), path.Base(dir), o, notes[RefOf(o)]...)
		if err != nil {
			return nil, err
		}
		names = append(names, name)
		files = append(files, file)
	}
	index, err := Index(dir, names)
	return append([]File{index}, files...), err
}

// ObjectFile is the file of one object. Its head names the component that made
// it and carries the notes.
func ObjectFile(path, component string, o Object, notes ...string) (File, error) {
	body, err := Encode(o)
	if err != nil {
		return File{}, fmt.Errorf("%s: %w", RefOf(o), err)
	}
	return File{Path: path, Data: slices.Concat(header(component, notes), body), Object: true}, nil
}

// PlainFile is a file that is no object and is read by an engine all the same,
// such as the values of a chart, with the head that all files have.
func PlainFile(path, component string, body []byte, notes ...string) File {
	return File{Path: path, Data: slices.Concat(header(component, notes), body)}
}

// Index is the kustomization.yaml of a folder.
func Index(dir string, resources []string) (File, error) {
	return IndexOf(dir, kustomize.Of(resources))
}

// IndexOf is a kustomization.yaml that does more than to list.
func IndexOf(dir string, k kustomize.Kustomization) (File, error) {
	node, err := manifest.Of(k)
	if err != nil {
		return File{}, fmt.Errorf("%s: %w", dir, err)
	}
	return File{Path: path.Join(dir, kustomize.FileName), Data: append(header("", nil), node.YAML()...)}, nil
}

// Encode is the object as canonical YAML, without a header.
func Encode(o Object) ([]byte, error) {
	node, err := manifest.Of(o)
	if err != nil {
		return nil, err
	}
	body := node.YAML()
	if !bytes.Contains(body, []byte("${")) || o.GetAnnotations()[substitute] != "" {
		return body, nil
	}
	annotate(o, substitute, "disabled")
	return Encode(o)
}

// fileName is kind-name.yaml. Where the folder has that twice, the group comes
// before it, or within one group the namespace.
func fileName(o Object, folder []Object) string {
	ref := RefOf(o)
	name := strings.ToLower(ref.Kind) + "-" + ref.Name + ".yaml"
	for _, other := range folder {
		switch r := RefOf(other); {
		case r.Kind != ref.Kind || r.Name != ref.Name:
		case r.Group != ref.Group:
			group, _, _ := strings.Cut(ref.Group, ".")
			return group + "-" + name
		case r.Namespace != ref.Namespace:
			return ref.Namespace + "-" + name
		}
	}
	return name
}

// ComponentDir is the folder of a component of the unit.
func (u Unit) ComponentDir(c Component) string { return path.Join(u.ID.Dir(), c.Name) }

// ObjectPath is the file of an object in the rendered tree: one of the objects
// of a component of the unit.
func (u Unit) ObjectPath(c Component, o Object) string {
	return path.Join(u.ComponentDir(c), fileName(o, c.Objects))
}

// ReleasePath is the file in the rendered tree that installs a release of a
// component of the unit.
func (u Unit) ReleasePath(c Component, r Release) string {
	return path.Join(u.ID.Dir(), c.Name, "helmrelease-"+r.Name+".yaml")
}

// header says what made a file and how to change it. It carries no time and no
// version, so that it never changes without the file.
func header(component string, notes []string) []byte {
	var b bytes.Buffer
	b.WriteString("# Rendered by Seamark")
	if component != "" {
		b.WriteString(" (" + component + ")")
	}
	b.WriteString(". Do not edit: change the configuration and render again.\n")
	for _, note := range notes {
		b.WriteString("# " + note + "\n")
	}
	return b.Bytes()
}
