package own

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strconv"

	"go.yaml.in/yaml/v3"
	sigsyaml "sigs.k8s.io/yaml"

	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/manifest"
)

// documents reads all documents of a file that hold something; read is told how
// many came before.
func documents(f file, read func(*yaml.Node, int) (delivered, *diag.Finding)) ([]delivered, diag.List) {
	var all []delivered
	var findings diag.List
	for decoder := yaml.NewDecoder(bytes.NewReader(f.data)); ; {
		var document yaml.Node
		err := decoder.Decode(&document)
		if errors.Is(err, io.EOF) {
			return all, findings
		}
		if err != nil {
			findings.Add(diag.Finding{Code: "own-syntax", Where: diag.Where{File: f.shown, Line: yamlLine(err)}, Message: "not YAML: " + yamlPrefix.ReplaceAllString(err.Error(), "")})
			return nil, findings
		}
		if len(document.Content) == 0 || document.Content[0].ShortTag() == "!!null" {
			continue
		}
		d, fault := read(document.Content[0], len(all))
		if fault != nil {
			findings.Add(*fault)
			continue
		}
		all = append(all, d)
	}
}

var yamlPrefix = regexp.MustCompile(`^yaml: (?:line ([0-9]+): )?`)

func yamlLine(err error) int {
	line := 1
	if m := yamlPrefix.FindStringSubmatch(err.Error()); m != nil && m[1] != "" {
		line, _ = strconv.Atoi(m[1])
	}
	return line
}

// valueOf is a document as JSON has it.
func valueOf(root *yaml.Node) (map[string]any, error) {
	if root.Kind != yaml.MappingNode {
		return nil, errors.New("it must be a mapping")
	}
	text, err := yaml.Marshal(root)
	if err != nil {
		return nil, errors.New("it cannot be read")
	}
	var value map[string]any
	if err := sigsyaml.UnmarshalStrict(text, &value); err != nil {
		return nil, errors.New("it cannot be read: is a key given twice, or no text?")
	}
	return value, nil
}

// locate takes up the lines of all fields.
func (d *delivered) locate(file string, at manifest.Path, n *yaml.Node) {
	if n.Kind == yaml.AliasNode || len(at) > 12 {
		return
	}
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			field := at.Field(n.Content[i].Value)
			d.places = append(d.places, place{field.String(), n.Content[i].Line, file})
			d.locate(file, field, n.Content[i+1])
		}
	case yaml.SequenceNode:
		for i, item := range n.Content {
			d.places = append(d.places, place{at.Item(i).String(), item.Line, file})
			d.locate(file, at.Item(i), item)
		}
	}
}
