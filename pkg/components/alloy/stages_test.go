package alloy

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/grafana/alloy/syntax/ast"
)

// entry is a line on its way through the stages of a loki.process.
type entry struct {
	line                        string
	labels, metadata, extracted map[string]string
}

// stages are those in use that change an entry, with Alloy's meaning.
var stages = map[string]func(*testing.T, map[string]ast.Expr, *entry){
	"stage.regex":               regexStage,
	"stage.output":              outputStage,
	"stage.replace":             replaceStage,
	"stage.labels":              labelsStage,
	"stage.structured_metadata": metadataStage,
	"stage.multiline":           func(*testing.T, map[string]ast.Expr, *entry) {}, // see joined
	"stage.metrics":             func(*testing.T, map[string]ast.Expr, *entry) {},
}

// pipeline are the stages of a component, in their order.
func pipeline(t *testing.T, name string) []block {
	t.Helper()
	return slices.DeleteFunc(find(t, name).blocks, func(b block) bool { return strings.Count(b.path, ".") != 1 })
}

// process runs a line with labels through components, which are listed in the
// order in which it passes them.
func process(t *testing.T, line string, labels map[string]string, components ...string) entry {
	t.Helper()
	e := entry{line: line, labels: map[string]string{}, metadata: map[string]string{}}
	maps.Copy(e.labels, labels)
	for _, name := range components {
		e.extracted = maps.Clone(e.labels) // as each component begins
		for _, b := range pipeline(t, name) {
			run, ok := stages[b.path]
			if !ok {
				t.Fatalf("%s is not known here", b.path)
			}
			run(t, b.attrs, &e)
		}
	}
	return e
}

// input is what a stage reads: a value that was extracted, or the line.
func input(t *testing.T, attrs map[string]ast.Expr, e *entry) (text string, ok bool) {
	t.Helper()
	if attrs["source"] == nil {
		return e.line, true
	}
	text, ok = e.extracted[eval[string](t, attrs["source"])]
	return text, ok
}

func expression(t *testing.T, attrs map[string]ast.Expr, name string) *regexp.Regexp {
	t.Helper()
	compiled, err := regexp.Compile(eval[string](t, attrs[name]))
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

func regexStage(t *testing.T, attrs map[string]ast.Expr, e *entry) {
	text, ok := input(t, attrs, e)
	pattern := expression(t, attrs, "expression")
	match := pattern.FindStringSubmatch(text)
	if !ok || match == nil {
		return
	}
	for i, name := range pattern.SubexpNames() {
		if name != "" {
			e.extracted[name] = match[i] // empty, too, if the group took no part
		}
	}
}

func outputStage(t *testing.T, attrs map[string]ast.Expr, e *entry) {
	if line, ok := input(t, attrs, e); ok {
		e.line = line
	}
}

// replaceStage puts the replacement in the place of each group of each match.
func replaceStage(t *testing.T, attrs map[string]ast.Expr, e *entry) {
	text, ok := input(t, attrs, e)
	if !ok {
		return
	}
	var replaced strings.Builder
	end := 0
	for _, match := range expression(t, attrs, "expression").FindAllStringSubmatchIndex(text, -1) {
		for group := 2; group < len(match); group += 2 {
			if match[group] >= end {
				replaced.WriteString(text[end:match[group]] + eval[string](t, attrs["replace"]))
				end = match[group+1]
			}
		}
	}
	replaced.WriteString(text[end:])
	if attrs["source"] == nil {
		e.line = replaced.String()
		return
	}
	e.extracted[eval[string](t, attrs["source"])] = replaced.String()
}

func labelsStage(t *testing.T, attrs map[string]ast.Expr, e *entry) {
	for label, source := range object(t, attrs["values"]) {
		if value, ok := e.extracted[source]; ok {
			e.labels[label] = value
		}
	}
}

// metadataStage takes a label away that has the name of a source.
func metadataStage(t *testing.T, attrs map[string]ast.Expr, e *entry) {
	for name, source := range object(t, attrs["values"]) {
		if value, ok := e.extracted[source]; ok {
			e.metadata[name] = value
		}
		if value, ok := e.labels[source]; ok {
			e.metadata[name] = value
			delete(e.labels, source)
		}
	}
}

// joined puts lines of one stream together as stage.multiline does. Those that
// come before the first beginning stay as they are.
func joined(t *testing.T, lines []string) []string {
	t.Helper()
	first := expression(t, find(t, `loki.process "syslog"`).in(t, "stage.multiline").attrs, "firstline")
	var all []string
	started := false
	for _, line := range lines {
		begins := first.MatchString(line)
		if started && !begins {
			all[len(all)-1] += "\n" + line
			continue
		}
		started = started || begins
		all = append(all, line)
	}
	return all
}
