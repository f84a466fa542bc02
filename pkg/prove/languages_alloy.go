package prove

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/grafana/alloy/syntax/ast"
	alloydiag "github.com/grafana/alloy/syntax/diag"
	"github.com/grafana/alloy/syntax/parser"

	"seamark.dev/seamark/pkg/diag"
)

// alloyFlaws reads a configuration with Alloy's own parser, and looks up every
// component that is referred to. A configuration with a Helm template in it is
// only known after Helm has rendered it.
func alloyFlaws(text string) []flaw {
	if strings.Contains(text, "{{") {
		return nil
	}
	file, err := parser.ParseFile("", []byte(text))
	if err != nil {
		return alloyErrors(err)
	}
	a := alloyFile{labels: map[string][]string{}}
	for _, statement := range file.Body {
		if b, ok := statement.(*ast.BlockStmt); ok {
			a.declare(b)
		}
	}
	ast.Walk(&a, file.Body)
	return a.flaws
}

// alloyErrors tells the first error: the parser stumbles over what follows.
func alloyErrors(err error) []flaw {
	var all alloydiag.Diagnostics
	if !errors.As(err, &all) || len(all) == 0 {
		return []flaw{{code: "language-alloy", rule: err.Error()}}
	}
	at := all[0].StartPos
	return []flaw{{code: "language-alloy", at: fmt.Sprintf("line %d, column %d", at.Line, at.Column), rule: all[0].Message}}
}

// alloyFile is what a configuration declares.
type alloyFile struct {
	// labels are the labels of the components of a name: loki.write → default.
	labels map[string][]string
	flaws  []flaw
}

func (a *alloyFile) declare(b *ast.BlockStmt) {
	name := strings.Join(b.Name, ".")
	if slices.Contains(a.labels[name], b.Label) {
		at := ast.StartPos(b).Position()
		a.flaws = append(a.flaws, flaw{
			code: "language-alloy", at: fmt.Sprintf("line %d, column %d", at.Line, at.Column),
			value: strings.TrimSpace(name + " " + b.Label), rule: "the component is declared twice",
		})
	}
	a.labels[name] = append(a.labels[name], b.Label)
}

// Visit looks at the outermost of the accesses in a.b.c: deeper ones are its
// beginning.
func (a *alloyFile) Visit(node ast.Node) ast.Visitor {
	access, ok := node.(*ast.AccessExpr)
	if !ok {
		return a
	}
	names := dotted(access)
	for i := len(names) - 1; i > 0; i-- {
		labels, declared := a.labels[strings.Join(names[:i], ".")]
		if !declared {
			continue
		}
		if !slices.Contains(labels, names[i]) {
			at := ast.StartPos(access).Position()
			a.flaws = append(a.flaws, flaw{
				code: "language-alloy-reference", at: fmt.Sprintf("line %d, column %d", at.Line, at.Column),
				value: strings.Join(names[:i+1], "."), rule: "no such component is declared",
				remedy: diag.DidYouMean(names[i], labels),
			})
		}
		break
	}
	return nil
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
