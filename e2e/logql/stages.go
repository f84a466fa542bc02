package logql

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"strconv"
	"strings"
)

// errorLabel is where a stage notes that it could not do its work.
const errorLabel = "__error__"

// entry is a line on its way through a pipeline.
type entry struct {
	// of are the labels of the stream, which no parser overwrites.
	of     map[string]string
	labels map[string]string // with metadata and what parsers found
	line   string
	value  float64 // after unwrap
}

// stages are how each stage treats an entry: it tells whether the entry passes.
var stages = map[string]func(*entry, *Node) (bool, error){
	"LineFilters": (*entry).lineFilters,
	"LabelFilter": (*entry).labelFilter,
	"LabelParser": func(e *entry, n *Node) (bool, error) { return true, e.parse(n) },
	"LineFormatExpr": func(e *entry, n *Node) (bool, error) {
		return true, e.lineFormat(n)
	},
}

// through takes an entry through a pipeline.
func (e *entry) through(pipeline *Node) (bool, error) {
	if pipeline == nil {
		return true, nil
	}
	for _, s := range pipeline.flat("PipelineStage") {
		stage := s.Nodes[len(s.Nodes)-1]
		do, known := stages[stage.Name]
		if !known {
			return false, unknown(stage)
		}
		if passes, err := do(e, stage); err != nil || !passes {
			return false, err
		}
	}
	return true, nil
}

func (e *entry) lineFilters(n *Node) (bool, error) {
	for _, f := range n.flat("LineFilter") {
		passes, err := lineFilter(f)
		if err != nil || !passes(e.line) {
			return false, err
		}
	}
	return true, nil
}

// parse takes labels out of the line, by json or regexp.
func (e *entry) parse(n *Node) error {
	switch {
	case n.child("Json") != nil && len(n.Nodes) == 1:
		var object map[string]any
		if json.Unmarshal([]byte(e.line), &object) != nil {
			e.labels[errorLabel] = "JSONParserErr"
			return nil
		}
		e.flatten("", object)
		return nil
	case n.child("Regexp") != nil:
		text, err := unquote(n.word("String"))
		if err != nil {
			return err
		}
		compiled, err := namedGroups(text)
		if err != nil {
			return err
		}
		if found := compiled.FindStringSubmatch(e.line); found != nil {
			for i, name := range compiled.SubexpNames() {
				if name != "" {
					e.extract(name, found[i])
				}
			}
		}
		return nil
	}
	return unknown(n)
}

// flatten makes labels of an object: a_b of {"a": {"b": …}}. Lists are left out.
func (e *entry) flatten(prefix string, object map[string]any) {
	for key, value := range object {
		switch value := value.(type) {
		case map[string]any:
			e.flatten(prefix+key+"_", value)
		case string:
			e.extract(prefix+key, value)
		case float64:
			e.extract(prefix+key, strconv.FormatFloat(value, 'f', -1, 64))
		case bool:
			e.extract(prefix+key, strconv.FormatBool(value))
		}
	}
}

var noLabel = regexp.MustCompile(`[^a-zA-Z0-9_]`)

// extract sets a label that a parser found. One that the stream has keeps its
// value, and the found one gets another name.
func (e *entry) extract(name, value string) {
	name = noLabel.ReplaceAllString(name, "_")
	if _, taken := e.of[name]; taken {
		name += "_extracted"
	}
	e.labels[name] = value
}

func (e *entry) lineFormat(n *Node) error {
	text, err := unquote(n.word("String"))
	if err != nil {
		return err
	}
	t, err := compileTemplate(text)
	if err != nil {
		return err
	}
	var out strings.Builder
	if err := t.Execute(&out, maps.Clone(e.labels)); err != nil {
		return fmt.Errorf("line_format: %w", err)
	}
	e.line = out.String()
	return nil
}

// unwrap takes the number out of a label, and then filters. A line without the
// label is no sample.
func (e *entry) unwrap(n *Node) (bool, error) {
	if n == nil {
		return true, nil
	}
	if inner := n.child("UnwrapExpr"); inner != nil { // a filter behind it
		if passes, err := e.unwrap(inner); err != nil || !passes {
			return false, err
		}
		return e.labelFilter(n.child("LabelFilter"))
	}
	if n.child("ConvOp") != nil {
		return false, unknown(n)
	}
	text := e.labels[n.word("Identifier")]
	if text == "" {
		return false, nil
	}
	value, err := strconv.ParseFloat(text, 64)
	if err != nil {
		e.labels[errorLabel] = "SampleExtractionErr"
	}
	e.value = value
	delete(e.labels, n.word("Identifier"))
	return true, nil
}
