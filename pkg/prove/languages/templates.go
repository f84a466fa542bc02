package languages

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"

	"seamark.dev/seamark/pkg/diag"
)

// templateFunctions are those that Prometheus gives to templates, and Go to all.
// e2e/languages holds them against Prometheus.
var templateFunctions = func() map[string]any {
	all := map[string]any{}
	for _, name := range []string{
		"args", "externalURL", "first", "graphLink", "humanize", "humanize1024", "humanizeDuration", "humanizePercentage",
		"humanizeTimestamp", "label", "match", "now", "parseDuration", "pathPrefix", "query", "reReplaceAll", "safeHtml",
		"sortByLabel", "stripDomain", "stripPort", "strvalue", "tableLink", "title", "toDuration", "toLower", "toTime",
		"toUpper", "urlQueryEscape", "value",

		"and", "call", "eq", "ge", "gt", "html", "index", "js", "le", "len", "lt", "ne", "not", "or", "print", "printf",
		"println", "slice", "urlquery",
	} {
		all[name] = true
	}
	return all
}()

// defined are the definitions of those of Prometheus' variables that a template
// uses.
func defined(text string) string {
	var all strings.Builder
	for _, name := range []string{"$labels", "$value", "$externalLabels", "$externalURL"} {
		if strings.Contains(text, name) {
			all.WriteString("{{" + name + ":=0}}")
		}
	}
	return all.String()
}

// template reads a template of a label or an annotation, and the queries in it.
func (d dialect) template(text string) diag.List {
	tree, err := parse.New("").Parse(defined(text)+text, "", "", map[string]*parse.Tree{}, templateFunctions)
	if err != nil {
		f := diag.Finding{Code: "language-template", Message: "not a template: " + plain(err)}
		if m := undefinedFunction.FindStringSubmatch(err.Error()); m != nil {
			f.Remedy = diag.DidYouMean(m[1], slices.Collect(maps.Keys(templateFunctions)))
		}
		return diag.List{f}
	}
	var found diag.List
	for _, query := range asked(tree.Root) {
		found = append(found, within(fmt.Sprintf("query %q: ", query), d.read(query))...)
	}
	return found
}

var undefinedFunction = regexp.MustCompile(`function "(\w+)" not defined$`)

// asked are the queries that a template has Prometheus answer, as far as they
// stand in it as texts.
func asked(node parse.Node) []string {
	var all []string
	branch := func(b *parse.BranchNode) {
		all = slices.Concat(all, asked(b.Pipe), asked(b.List))
		if b.ElseList != nil {
			all = append(all, asked(b.ElseList)...)
		}
	}
	switch n := node.(type) {
	case *parse.ListNode:
		for _, below := range n.Nodes {
			all = append(all, asked(below)...)
		}
	case *parse.ActionNode:
		return asked(n.Pipe)
	case *parse.IfNode:
		branch(&n.BranchNode)
	case *parse.RangeNode:
		branch(&n.BranchNode)
	case *parse.WithNode:
		branch(&n.BranchNode)
	case *parse.PipeNode:
		for _, c := range n.Cmds {
			all = append(all, commanded(c)...)
		}
	}
	return all
}

func commanded(c *parse.CommandNode) []string {
	var all []string
	function, called := c.Args[0].(*parse.IdentifierNode)
	for _, argument := range c.Args[1:] {
		if text, ok := argument.(*parse.StringNode); ok && called && function.Ident == "query" {
			all = append(all, text.Text)
		}
	}
	for _, argument := range c.Args {
		all = append(all, asked(argument)...)
	}
	return all
}

var templateHead = regexp.MustCompile(`^template: :([0-9]+): `)

// plain is a parser's error without the name that the text does not have.
func plain(err error) string {
	text := err.Error()
	m := templateHead.FindStringSubmatch(text)
	if m == nil {
		return text
	}
	line, _ := strconv.Atoi(m[1])
	return fmt.Sprintf("line %d: %s", line, text[len(m[0]):])
}
