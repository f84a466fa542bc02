package languages

import (
	_ "embed" // for the table
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/grafana/alloy/syntax/ast"
	"github.com/grafana/alloy/syntax/token"

	"seamark.dev/seamark/pkg/diag"
)

// alloyTable are the components of the Alloy that the pinned chart installs:
// NAME STABILITY, and below it, indented, the arguments of those that collect
// logs: { marks a block, ! what is required, @ a duration, ~ what takes anything.
// To renew it: go test -C e2e/languages -run TestAlloyTable -update.
//
//go:embed alloy.txt
var alloyTable string

// alloyVersion is that of the table. Another chart may bring another Alloy, of
// which only the language is known.
func alloyVersion() string {
	version, _, _ := strings.Cut(alloyTable, "\n")
	return version
}

// argument is a component, or what can stand in one.
type argument struct {
	level                           string // of a component
	block, required, duration, open bool
	below                           map[string]*argument
}

// alloyComponents are the components by name. They are not changed.
var alloyComponents = sync.OnceValue(func() map[string]*argument {
	_, table, _ := strings.Cut(alloyTable, "\n") // the version
	top := &argument{below: map[string]*argument{}}
	path := []*argument{top}
	for line := range strings.Lines(table) {
		words := strings.Fields(line)
		depth := len(line) - len(strings.TrimLeft(line, " "))
		a := &argument{below: map[string]*argument{}}
		for _, word := range words[1:] {
			if depth == 0 && word != "~" {
				a.level = word
				continue
			}
			a.block = a.block || strings.Contains(word, "{")
			a.required = a.required || strings.Contains(word, "!")
			a.duration = a.duration || strings.Contains(word, "@")
			a.open = a.open || strings.Contains(word, "~")
		}
		path[depth].below[words[0]] = a
		path = append(path[:depth+1], a)
	}
	return top.below
})

// alloyBlocks are those at the top of a configuration that are no components.
var alloyBlocks = []string{
	"argument", "declare", "export", "foreach", "http", "import.file", "import.git", "import.http", "import.string",
	"livedebugging", "logging", "remotecfg", "tracing",
}

// alloyLevels are the levels of stability, from the least.
var alloyLevels = []string{"experimental", "public-preview", "generally-available"}

// component reads a component or another block at the top.
func (a *alloyFile) component(b *ast.BlockStmt) {
	name := strings.Join(b.Name, ".")
	known := alloyComponents()
	switch c := known[name]; {
	case c != nil:
		if slices.Index(alloyLevels, c.level) < slices.Index(alloyLevels, a.level) {
			a.add(b, diag.Finding{Value: name, Message: "Alloy refuses the component, which is " + c.level, Remedy: "set alloy.stabilityLevel to " + c.level})
		}
		a.arguments(name, c, b)
	case slices.Contains(alloyBlocks, name) || slices.Contains(a.own, b.Name[0]):
	default:
		names := slices.Concat(alloyBlocks, slices.Collect(maps.Keys(known)))
		a.add(b, diag.Finding{Value: name, Message: "Alloy has no such component", Remedy: diag.DidYouMean(name, names)})
	}
}

// arguments reads what stands in a component or a block.
func (a *alloyFile) arguments(name string, known *argument, b *ast.BlockStmt) {
	given := map[string]bool{}
	for _, statement := range b.Body {
		switch s := statement.(type) {
		case *ast.AttributeStmt:
			given[s.Name.Name] = true
			a.argument(name, s.Name.Name, known, s, false)
			if arg := known.below[s.Name.Name]; arg != nil && arg.duration {
				a.duration(s)
			}
		case *ast.BlockStmt:
			inner := strings.Join(s.Name, ".")
			given[inner] = true
			if a.argument(name, inner, known, s, true) {
				a.arguments(name+"."+inner, known.below[inner], s)
			}
		}
	}
	for _, field := range slices.Sorted(maps.Keys(known.below)) {
		if known.below[field].required && !given[field] {
			a.add(b, diag.Finding{Value: name, Message: "Alloy wants " + field + " in it"})
		}
	}
}

// argument reads an attribute or a block, and tells whether more is known of it.
func (a *alloyFile) argument(in, name string, around *argument, at ast.Node, block bool) bool {
	switch arg := around.below[name]; {
	case arg == nil && around.open:
		return false
	case arg == nil:
		a.add(at, diag.Finding{Value: name, Message: in + " has no such argument", Remedy: diag.DidYouMean(name, slices.Collect(maps.Keys(around.below)))})
	case arg.block && !block:
		a.add(at, diag.Finding{Value: name, Message: "it is a block of " + in, Remedy: "write " + name + " { … }"})
	case !arg.block && block:
		a.add(at, diag.Finding{Value: name, Message: "it is no block of " + in, Remedy: "write " + name + " = …"})
	default:
		return block
	}
	return false
}

// duration reads one that stands there as a text.
func (a *alloyFile) duration(s *ast.AttributeStmt) {
	literal, ok := s.Value.(*ast.LiteralExpr)
	if !ok || literal.Kind != token.STRING {
		return
	}
	text, err := strconv.Unquote(literal.Value)
	if err != nil {
		return
	}
	if _, err := time.ParseDuration(text); err != nil {
		a.add(s, diag.Finding{Value: text, Message: s.Name.Name + " is a duration, such as 10s or 1h30m"})
	}
}
