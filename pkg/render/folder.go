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
		name := fileName(o)
		if slices.Contains(names, name) {
			name = o.GetNamespace() + "-" + name
		}
		body, err := Encode(o)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", RefOf(o), err)
		}
		names = append(names, name)
		files = append(files, File{
			Path:   path.Join(dir, name),
			Data:   slices.Concat(header(path.Base(dir), notes[RefOf(o)]), body),
			Object: true,
		})
	}
	index, err := Index(dir, names)
	return append([]File{index}, files...), err
}

// Index is the kustomization.yaml of a folder.
func Index(dir string, resources []string) (File, error) {
	node, err := manifest.Of(kustomize.Of(resources))
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

func fileName(o Object) string {
	return strings.ToLower(o.GetObjectKind().GroupVersionKind().Kind) + "-" + o.GetName() + ".yaml"
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
