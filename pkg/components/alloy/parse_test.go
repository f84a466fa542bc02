package alloy

import (
	"strings"
	"testing"

	"github.com/grafana/alloy/syntax/ast"
	"github.com/grafana/alloy/syntax/parser"
)

// component is a top-level block of the configuration.
type component struct {
	name  string // loki.source.file "pods"
	attrs map[string]ast.Expr
	// blocks are the blocks in it by their path: listener.tls_config.
	blocks []block
}

type block struct {
	path  string
	attrs map[string]ast.Expr
}

func parse(t *testing.T) []component {
	t.Helper()
	file, err := parser.ParseFile("config.alloy", []byte(configuration))
	if err != nil {
		t.Fatalf("the configuration does not parse: %v", err)
	}
	var all []component
	for _, stmt := range file.Body {
		b, ok := stmt.(*ast.BlockStmt)
		if !ok {
			t.Fatalf("%T at the top level", stmt)
		}
		c := component{name: title(b), attrs: attributes(b.Body)}
		c.collect("", b.Body)
		all = append(all, c)
	}
	return all
}

func title(b *ast.BlockStmt) string {
	name := strings.Join(b.Name, ".")
	if b.Label != "" {
		name += ` "` + b.Label + `"`
	}
	return name
}

func attributes(body ast.Body) map[string]ast.Expr {
	attrs := map[string]ast.Expr{}
	for _, stmt := range body {
		if a, ok := stmt.(*ast.AttributeStmt); ok {
			attrs[a.Name.Name] = a.Value
		}
	}
	return attrs
}

func (c *component) collect(above string, body ast.Body) {
	for _, stmt := range body {
		if b, ok := stmt.(*ast.BlockStmt); ok {
			path := above + strings.Join(b.Name, ".")
			c.blocks = append(c.blocks, block{path: path, attrs: attributes(b.Body)})
			c.collect(path+".", b.Body)
		}
	}
}

// find is the component with a name and label.
func find(t *testing.T, name string) component {
	t.Helper()
	for _, c := range parse(t) {
		if c.name == name {
			return c
		}
	}
	t.Fatalf("no component %s", name)
	return component{}
}

// in is the only block with a path.
func (c component) in(t *testing.T, path string) block {
	t.Helper()
	var found []block
	for _, b := range c.blocks {
		if b.path == path {
			found = append(found, b)
		}
	}
	if len(found) != 1 {
		t.Fatalf("%s has %d blocks %s, want 1", c.name, len(found), path)
	}
	return found[0]
}
