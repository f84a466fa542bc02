// Package delivery is what the deliveries to Flux and to Argo CD share: how
// objects become the files of a folder.
package delivery

import (
	"bytes"
	"fmt"
	"path"
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
	var scratch []byte // of all files, which grows to the largest
	for i, name := range names {
		o := objects[i]
		data, err := appendObject(appendHeader(scratch[:0], path.Base(dir), notes[model.RefOf(o)]), o)
		if err != nil {
			return nil, err
		}
		files = append(files, tree.File{Path: path.Join(dir, name), Data: bytes.Clone(data), Object: true})
		scratch = data
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
	data, err := appendObject(appendHeader(nil, component, notes), o)
	return tree.File{Path: path, Data: data, Object: true}, err
}

// PlainFile is a file that is no object and is read by an engine all the same,
// such as the values of a chart, with the head that all files have.
func PlainFile(path, component string, body []byte, notes ...string) tree.File {
	return tree.File{Path: path, Data: append(appendHeader(nil, component, notes), body...)}
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
	return tree.File{Path: path.Join(dir, kustomize.FileName), Data: node.AppendYAML(appendHeader(nil, "", nil))}, nil
}

// Encode is the object as canonical YAML, without a header. The object itself
// stays as it is: several units may share it.
func Encode(o model.Object) ([]byte, error) { return appendObject(nil, o) }

func appendObject(dst []byte, o model.Object) ([]byte, error) {
	node, err := manifest.Of(o)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", model.RefOf(o), err)
	}
	head := len(dst)
	dst = node.AppendYAML(dst)
	if !bytes.Contains(dst[head:], []byte("${")) || o.GetAnnotations()[substitute] != "" {
		return dst, nil
	}
	return annotated(node, substitute, "disabled").AppendYAML(dst[:head]), nil
}

// appendHeader says what made a file and how to change it. It carries no time and
// no version, so that it never changes without the file.
func appendHeader(dst []byte, component string, notes []string) []byte {
	dst = append(dst, "# Rendered by Seamark"...)
	if component != "" {
		dst = append(dst, " ("+component+")"...)
	}
	dst = append(dst, ". Do not edit: change the configuration and render again.\n"...)
	for _, note := range notes {
		for _, line := range strings.FieldsFunc(note, endsLine) {
			dst = append(dst, "# "+line+"\n"...)
		}
	}
	return dst
}

// endsLine tells what ends a line, and so a comment, for any reader of YAML.
func endsLine(r rune) bool { return strings.ContainsRune("\n\r\u0085\u2028\u2029", r) }
