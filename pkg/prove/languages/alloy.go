package languages

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/grafana/alloy/syntax/ast"
	alloydiag "github.com/grafana/alloy/syntax/diag"
	"github.com/grafana/alloy/syntax/parser"
	alloytoken "github.com/grafana/alloy/syntax/token"

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/diag"
	"seamark.dev/seamark/pkg/prove/inventory"
)

// alloy reads the value that becomes Alloy's configuration. A chart of another
// version may bring another Alloy, with other components.
func (c *linguist) alloy(r inventory.Release) {
	level := cmp.Or(r.Values.TextAt("alloy", "stabilityLevel"), "generally-available")
	if r.Release.Chart.Version != charts.Alloy.Version {
		level = ""
	}
	c.value(r, "alloy "+level, readAlloy(level), "alloy", "configMap", "content")
}

// readAlloy reads a configuration with Alloy's own parser, looks up every
// component that is declared or referred to, and the arguments of those that
// collect logs. Without a level of stability, components are not known. A configuration
// with a Helm template in it is only known after Helm has rendered it.
func readAlloy(level string) language {
	return func(text string) diag.List {
		if strings.Contains(text, "{{") {
			return nil
		}
		file, err := parser.ParseFile("", []byte(text))
		if err != nil {
			return alloyErrors(err)
		}
		a := alloyFile{level: level, labels: map[string][]string{}, own: ownComponents(file.Body)}
		a.body(file.Body)
		return a.findings
	}
}

// alloyErrors tells the first error: the parser stumbles over what follows.
func alloyErrors(err error) diag.List {
	var all alloydiag.Diagnostics
	if !errors.As(err, &all) || len(all) == 0 {
		return diag.List{{Code: "language-alloy", Message: err.Error()}}
	}
	at := all[0].StartPos
	return diag.List{{Code: "language-alloy", Message: lineColumn(at) + all[0].Message}}
}

// lineColumn is a place in a configuration, as the beginning of a message.
func lineColumn(at alloytoken.Position) string {
	return fmt.Sprintf("line %d, column %d: ", at.Line, at.Column)
}

// alloyFile is what a configuration declares, or a component of its own in it.
type alloyFile struct {
	// level is the stability that Alloy is started with.
	level string
	// labels are the labels of the components of a name: loki.write → default.
	labels map[string][]string
	// own are the names of components, and of imports, that the configuration
	// declares itself.
	own      []string
	findings diag.List
}

func (a *alloyFile) add(at ast.Node, f diag.Finding) {
	f.Code = cmp.Or(f.Code, "language-alloy")
	f.Message = lineColumn(ast.StartPos(at).Position()) + f.Message
	a.findings = append(a.findings, f)
}

// body reads the statements of a configuration, and then what they refer to.
func (a *alloyFile) body(body ast.Body) {
	for _, statement := range body {
		if b, ok := statement.(*ast.BlockStmt); ok {
			a.declare(b)
			if a.level != "" {
				a.component(b)
			}
		}
	}
	ast.Walk(a, body)
}

func (a *alloyFile) declare(b *ast.BlockStmt) {
	name := strings.Join(b.Name, ".")
	if slices.Contains(a.labels[name], b.Label) {
		a.add(b, diag.Finding{Value: strings.TrimSpace(name + " " + b.Label), Message: "the component is declared twice"})
	}
	a.labels[name] = append(a.labels[name], b.Label)
}

// ownComponents are the labels of what makes components of a configuration's own,
// wherever it stands.
func ownComponents(body ast.Body) []string {
	var own []string
	for _, statement := range body {
		b, ok := statement.(*ast.BlockStmt)
		if !ok {
			continue
		}
		switch b.Name[0] {
		case "declare", "import":
			own = append(own, b.Label)
		}
		own = append(own, ownComponents(b.Body)...)
	}
	return own
}

// Visit looks at the outermost of the accesses in a.b.c: deeper ones are its
// beginning.
func (a *alloyFile) Visit(node ast.Node) ast.Visitor {
	if b, ok := node.(*ast.BlockStmt); ok && a.within(b) {
		return nil
	}
	access, ok := node.(*ast.AccessExpr)
	if !ok {
		return a
	}
	names := dotted(access)
	for i := len(names) - 1; i > 0; i-- {
		labels, declared := a.labels[strings.Join(names[:i], ".")]
		if !declared {
			if alloyComponents()[strings.Join(names[:i], ".")] == nil {
				continue
			}
			labels = nil
		}
		if !slices.Contains(labels, names[i]) {
			a.add(access, diag.Finding{
				Code: "language-alloy-reference", Value: strings.Join(names[:i+1], "."),
				Message: "no such component is declared",
				Remedy:  diag.DidYouMean(names[i], labels),
			})
		}
		break
	}
	return nil
}

// within reads a block that is a configuration in itself: a component of the
// configuration's own, which sees nothing around it, and what is made for each of
// a list, which does.
func (a *alloyFile) within(b *ast.BlockStmt) bool {
	inner := alloyFile{level: a.level, labels: map[string][]string{}, own: a.own}
	switch strings.Join(b.Name, ".") {
	case "declare":
	case "template":
		for name, labels := range a.labels {
			inner.labels[name] = slices.Clone(labels)
		}
	default:
		return false
	}
	inner.body(b.Body)
	a.findings = append(a.findings, inner.findings...)
	return true
}

// dotted is a chain of accesses; empty if it begins with anything but a name.
func dotted(expr ast.Expr) []string {
	switch e := expr.(type) {
	case *ast.IdentifierExpr:
		return []string{e.Ident.Name}
	case *ast.AccessExpr:
		if names := dotted(e.Value); names != nil {
			return append(names, e.Name.Name)
		}
	}
	return nil
}
