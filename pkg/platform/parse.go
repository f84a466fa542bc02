package platform

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"seamark.dev/seamark/internal/secrets"
	"seamark.dev/seamark/pkg/diag"
)

// parse splits a source into its documents; those that hold nothing are left
// out. A syntax error ends it.
func parse(s Source) ([]document, diag.List) {
	var documents []document
	decoder := yaml.NewDecoder(bytes.NewReader(s.Data))
	for {
		var node yaml.Node
		err := decoder.Decode(&node)
		if errors.Is(err, io.EOF) {
			return documents, nil
		}
		if err != nil {
			return nil, diag.List{syntaxError(s, err)}
		}
		if len(node.Content) == 1 && node.Content[0].ShortTag() != "!!null" {
			documents = append(documents, document{file: s.Name, root: node.Content[0]})
		}
	}
}

var yamlError = regexp.MustCompile(`^yaml: (?:line ([0-9]+): )?`)

// parserError are the messages whose line the YAML package counts from 0.
var parserError = regexp.MustCompile(`^did not find expected (key|node content|'|<)`)

var unknownAnchor = regexp.MustCompile(`^unknown anchor '(.+)' referenced`)

func syntaxError(s Source, err error) diag.Finding {
	message := err.Error()
	f := diag.Finding{Code: "config-syntax", Where: diag.Where{File: s.Name}}
	if parts := yamlError.FindStringSubmatch(message); parts != nil {
		f.Where.Line, _ = strconv.Atoi(parts[1])
		message = message[len(parts[0]):]
	}
	if parserError.MatchString(message) {
		f.Where.Line++
	}
	anchor := unknownAnchor.FindStringSubmatch(message)
	if anchor != nil && f.Where.Line == 0 {
		if before, _, found := bytes.Cut(s.Data, []byte("*"+anchor[1])); found {
			f.Where.Line = 1 + bytes.Count(before, []byte("\n"))
		}
	}
	if anchor != nil && secrets.Name(nameBefore(s.Data, "*"+anchor[1])) == secrets.Strong { // *hunter2 is no anchor
		message = "what begins with * in the place of a value names an anchor, and there is none of this name"
		f.Remedy = "write a text in quotes"
	}
	f.Where.Line = max(f.Where.Line, 1) // it leaves the first line out
	f.Message = "not YAML: " + strings.ReplaceAll(message, "\n", " ")
	if strings.Contains(message, "start any token") && bytes.ContainsRune(s.Data, '\t') {
		f.Remedy = "indent with spaces, not tabs"
	}
	return f
}

// nameBefore is the key in front of the first place of a text in a document.
func nameBefore(data []byte, text string) string {
	before, _, _ := bytes.Cut(data, []byte(text))
	line := before[bytes.LastIndexByte(before, '\n')+1:]
	key := strings.TrimRight(string(line), ": \t\"'")
	return key[strings.LastIndexAny(key, "{, \t\"'")+1:]
}

// document is one parsed YAML document.
type document struct {
	file string
	root *yaml.Node
}

// kind is the kind the document claims and the line where; empty when it
// claims none.
func (d document) kind() (kind string, line int) {
	if d.root.Kind != yaml.MappingNode {
		return "", 0
	}
	for i := 0; i+1 < len(d.root.Content); i += 2 {
		if value := d.root.Content[i+1]; d.root.Content[i].Value == "kind" && value.ShortTag() == "!!str" {
			return value.Value, value.Line
		}
	}
	return "", 0
}
