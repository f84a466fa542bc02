package languages

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/grafana/alloy/syntax/ast"
	alloydiag "github.com/grafana/alloy/syntax/diag"
	"github.com/grafana/alloy/syntax/parser"
	alloytoken "github.com/grafana/alloy/syntax/token"

	"seamark.dev/seamark/pkg/diag"
)

// readAlloy reads a configuration with Alloy's own parser, and looks up every
// component that is referred to. A configuration with a Helm template in it is
// only known after Helm has rendered it.
func readAlloy(text string) diag.List {
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
	return a.findings
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

// alloyFile is what a configuration declares.
type alloyFile struct {
	// labels are the labels of the components of a name: loki.write → default.
	labels   map[string][]string
	findings diag.List
}

func (a *alloyFile) declare(b *ast.BlockStmt) {
	name := strings.Join(b.Name, ".")
	if slices.Contains(a.labels[name], b.Label) {
		at := ast.StartPos(b).Position()
		a.findings = append(a.findings, diag.Finding{
			Code: "language-alloy", Value: strings.TrimSpace(name + " " + b.Label),
			Message: lineColumn(at) + "the component is declared twice",
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
			a.findings = append(a.findings, diag.Finding{
				Code: "language-alloy-reference", Value: strings.Join(names[:i+1], "."),
				Message: lineColumn(at) + "no such component is declared",
				Remedy:  diag.DidYouMean(names[i], labels),
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
