// Package delivery is what the deliveries to Flux and to Argo CD share: how
// objects become the files of a folder.
package delivery

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"

	"seamark.dev/seamark/internal/guard"
	"seamark.dev/seamark/pkg/apis/kustomize"
	"seamark.dev/seamark/pkg/manifest"
	"seamark.dev/seamark/pkg/model"
	"seamark.dev/seamark/pkg/tree"
)

// substitute keeps Flux's variable substitution, which a user may turn on for
// a whole Kustomization, away from objects that hold a literal ${…}.
const substitute = "kustomize.toolkit.fluxcd.io/substitute"

// Folder is one component's folder: a file for each object and the
// kustomization.yaml that lists them. Notes are comment lines for the heads of
// single files.
func Folder(dir string, objects []model.Object, notes map[model.ObjectRef][]string) ([]tree.File, error) {
	files := make([]tree.File, 0, len(objects)+1)
	names := model.FileNames(objects)
	for i, name := range names {
		o := objects[i]
		file, err := ObjectFile(path.Join(dir, name), path.Base(dir), o, notes[model.RefOf(o)]...)
		if err != nil {
			return nil, err
		}
		files = append(files, file)
	}
	index, err := Index(dir, names)
	return append([]tree.File{index}, files...), err
}

// ComponentFiles are what files makes of a component, with the component in its
// error. That it panics is an error too: objects may be of anybody's types.
func ComponentFiles(u model.Unit, c model.Component, files func() ([]tree.File, error)) (made []tree.File, err error) {
	err = guard.Call("it", func() (err error) {
		made, err = files()
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("unit %s: component %s: %w", u.ID, c.Name, err)
	}
	return made, nil
}

// ObjectFile is the file of one object. Its head names the component that made
// it and carries the notes.
func ObjectFile(path, component string, o model.Object, notes ...string) (tree.File, error) {
	body, err := Encode(o)
	if err != nil {
		return tree.File{}, fmt.Errorf("%s: %w", model.RefOf(o), err)
	}
	return tree.File{Path: path, Data: slices.Concat(header(component, notes), body), Object: true}, nil
}

// PlainFile is a file that is no object and is read by an engine all the same,
// such as the values of a chart, with the head that all files have.
func PlainFile(path, component string, body []byte, notes ...string) tree.File {
	return tree.File{Path: path, Data: slices.Concat(header(component, notes), body)}
}

// Index is the kustomization.yaml of a folder.
func Index(dir string, resources []string) (tree.File, error) {
	return IndexOf(dir, kustomize.Of(resources))
}

// IndexOf is a kustomization.yaml that does more than to list.
func IndexOf(dir string, k kustomize.Kustomization) (tree.File, error) {
	node, err := manifest.Of(k)
	if err != nil {
		return tree.File{}, fmt.Errorf("%s: %w", dir, err)
	}
	return tree.File{Path: path.Join(dir, kustomize.FileName), Data: append(header("", nil), node.YAML()...)}, nil
}

// Encode is the object as canonical YAML, without a header. The object itself
// stays as it is: several units may share it.
func Encode(o model.Object) ([]byte, error) {
	node, err := manifest.Of(o)
	if err != nil {
		return nil, err
	}
	body := node.YAML()
	if !bytes.Contains(body, []byte("${")) || o.GetAnnotations()[substitute] != "" {
		return body, nil
	}
	return annotated(node, substitute, "disabled").YAML(), nil
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
		for _, line := range strings.FieldsFunc(note, endsLine) {
			b.WriteString("# " + line + "\n")
		}
	}
	return b.Bytes()
}

// endsLine tells what ends a line, and so a comment, for any reader of YAML.
func endsLine(r rune) bool { return strings.ContainsRune("\n\r\u0085\u2028\u2029", r) }
