package alloytest

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/grafana/alloy/syntax/ast"
)

// Entry is a line on its way through the stages of a loki.process.
type Entry struct {
	Time                        time.Time
	Line                        string
	Labels, Metadata, Extracted map[string]string
}

// MultilineStage is the name of the stage that needs more than one entry.
const MultilineStage = "stage.multiline"

// stages are those in use that change an entry, with Alloy's meaning. An entry
// passes through stage.multiline alone; see Joiner.
var stages = map[string]func(Configuration, map[string]ast.Expr, *Entry){
	"stage.regex":               regexStage,
	"stage.output":              outputStage,
	"stage.replace":             replaceStage,
	"stage.labels":              labelsStage,
	"stage.structured_metadata": metadataStage,
	MultilineStage:              func(Configuration, map[string]ast.Expr, *Entry) {},
	"stage.metrics":             func(Configuration, map[string]ast.Expr, *Entry) {},
}

// Pipeline are the stages of a component, in their order.
func (c Configuration) Pipeline(component string) []Block {
	c.t.Helper()
	return slices.DeleteFunc(slices.Clone(c.Find(component).Blocks), func(b Block) bool { return strings.Count(b.Path, ".") != 1 })
}

// Process runs an entry through a whole component.
func (c Configuration) Process(e Entry, component string) Entry {
	c.t.Helper()
	return c.Through(Begin(e), c.Pipeline(component))
}

// Begin is an entry as a component takes it: labels are extracted values.
func Begin(e Entry) Entry {
	clone := func(m map[string]string) map[string]string {
		copied := map[string]string{}
		maps.Copy(copied, m)
		return copied
	}
	e.Labels, e.Metadata, e.Extracted = clone(e.Labels), clone(e.Metadata), clone(e.Labels)
	return e
}

// Through runs an entry that has begun through some of a component's stages.
func (c Configuration) Through(e Entry, blocks []Block) Entry {
	c.t.Helper()
	for _, b := range blocks {
		run, ok := stages[b.Path]
		if !ok {
			c.t.Fatalf("%s is not known here", b.Path)
		}
		run(c, b.Attributes, &e)
	}
	return e
}

// input is what a stage reads: a value that was extracted, or the line.
func (c Configuration) input(attrs map[string]ast.Expr, e *Entry) (text string, ok bool) {
	if attrs["source"] == nil {
		return e.Line, true
	}
	text, ok = e.Extracted[Eval[string](c, attrs["source"])]
	return text, ok
}

func (c Configuration) expression(attrs map[string]ast.Expr, name string) *regexp.Regexp {
	compiled, err := regexp.Compile(Eval[string](c, attrs[name]))
	if err != nil {
		c.t.Fatal(err)
	}
	return compiled
}

func regexStage(c Configuration, attrs map[string]ast.Expr, e *Entry) {
	text, ok := c.input(attrs, e)
	pattern := c.expression(attrs, "expression")
	match := pattern.FindStringSubmatch(text)
	if !ok || match == nil {
		return
	}
	for i, name := range pattern.SubexpNames() {
		if name != "" {
			e.Extracted[name] = match[i] // empty, too, if the group took no part
		}
	}
}

func outputStage(c Configuration, attrs map[string]ast.Expr, e *Entry) {
	if line, ok := c.input(attrs, e); ok {
		e.Line = line
	}
}

// replaceStage puts the replacement in the place of each group of each match.
func replaceStage(c Configuration, attrs map[string]ast.Expr, e *Entry) {
	text, ok := c.input(attrs, e)
	if !ok {
		return
	}
	var replaced strings.Builder
	end := 0
	for _, match := range c.expression(attrs, "expression").FindAllStringSubmatchIndex(text, -1) {
		for group := 2; group < len(match); group += 2 {
			if match[group] >= end {
				replaced.WriteString(text[end:match[group]] + Eval[string](c, attrs["replace"]))
				end = match[group+1]
			}
		}
	}
	replaced.WriteString(text[end:])
	if attrs["source"] == nil {
		e.Line = replaced.String()
		return
	}
	e.Extracted[Eval[string](c, attrs["source"])] = replaced.String()
}

func labelsStage(c Configuration, attrs map[string]ast.Expr, e *Entry) {
	for label, source := range c.Object(attrs["values"]) {
		if value, ok := e.Extracted[source]; ok {
			e.Labels[label] = value
		}
	}
}

// metadataStage takes a label away that has the name of a source. What is empty
// stays: Loki leaves it out.
func metadataStage(c Configuration, attrs map[string]ast.Expr, e *Entry) {
	for name, source := range c.Object(attrs["values"]) {
		if value, ok := e.Extracted[source]; ok {
			e.Metadata[name] = value
		}
		if value, ok := e.Labels[source]; ok {
			e.Metadata[name] = value
			delete(e.Labels, source)
		}
	}
}
