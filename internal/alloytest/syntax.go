// Package alloytest reads a configuration of Alloy and computes what its way of
// logs makes of a line: relabelling and stages, as far as ours uses them. Alloy
// itself is no part of any module that tests could need; what is computed here
// is compared with it where there is one (ALLOY=path make e2e).
package alloytest

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/grafana/alloy/syntax/ast"
	"github.com/grafana/alloy/syntax/parser"
)

// Configuration is a parsed configuration and the world that its expressions
// refer to. What it does not understand ends the test.
type Configuration struct {
	// Components are the blocks at the top, in their order.
	Components []Component

	t     testing.TB
	world World
}

// World is what expressions refer to.
type World struct {
	// Variables are the environment variables.
	Variables map[string]string
	// Files are the contents of files by their paths. Others are read from
	// the disk.
	Files map[string]string
}

func (w World) file(path string) (string, error) {
	if content, ok := w.Files[path]; ok {
		return content, nil
	}
	content, err := os.ReadFile(path)
	return string(content), err
}

// Component is a block at the top.
type Component struct {
	// Name is the component's with its label: loki.source.file "pods".
	Name string
	// Attributes are those of the component itself.
	Attributes map[string]ast.Expr
	// Blocks are all blocks in it, however deep, in their order.
	Blocks []Block

	t testing.TB
}

// Block is a block within a component.
type Block struct {
	// Path are the names down to the block: listener.tls_config.
	Path       string
	Attributes map[string]ast.Expr
}

// Parse reads a configuration.
func Parse(t testing.TB, text string, world World) Configuration {
	t.Helper()
	file, err := parser.ParseFile("config.alloy", []byte(text))
	if err != nil {
		t.Fatalf("the configuration does not parse: %v", err)
	}
	c := Configuration{t: t, world: world}
	for _, stmt := range file.Body {
		b, ok := stmt.(*ast.BlockStmt)
		if !ok {
			t.Fatalf("%T at the top level", stmt)
		}
		component := Component{Name: title(b), Attributes: attributes(b.Body), t: t}
		component.collect("", b.Body)
		c.Components = append(c.Components, component)
	}
	return c
}

// Without is the text of a configuration without some of its components, by
// their names with labels. Each must be there.
func Without(text string, names ...string) (string, error) {
	file, err := parser.ParseFile("config.alloy", []byte(text))
	if err != nil {
		return "", err
	}
	left := map[string]bool{}
	for _, name := range names {
		left[name] = true
	}
	var kept strings.Builder
	end := 0
	for _, stmt := range file.Body {
		b, ok := stmt.(*ast.BlockStmt)
		if !ok || !left[title(b)] {
			continue
		}
		delete(left, title(b))
		kept.WriteString(text[end:b.NamePos.Offset()])
		end = b.RCurlyPos.Offset() + 1
	}
	if len(left) > 0 {
		return "", fmt.Errorf("the configuration has no %v", left)
	}
	kept.WriteString(text[end:])
	return kept.String(), nil
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

func (c *Component) collect(above string, body ast.Body) {
	for _, stmt := range body {
		if b, ok := stmt.(*ast.BlockStmt); ok {
			path := above + strings.Join(b.Name, ".")
			c.Blocks = append(c.Blocks, Block{Path: path, Attributes: attributes(b.Body)})
			c.collect(path+".", b.Body)
		}
	}
}

// Find is the component with a name and label.
func (c Configuration) Find(name string) Component {
	c.t.Helper()
	for _, component := range c.Components {
		if component.Name == name {
			return component
		}
	}
	c.t.Fatalf("no component %s", name)
	return Component{}
}

// In is the only block with a path.
func (c Component) In(path string) Block {
	c.t.Helper()
	var found []Block
	for _, b := range c.Blocks {
		if b.Path == path {
			found = append(found, b)
		}
	}
	if len(found) != 1 {
		c.t.Fatalf("%s has %d blocks %s, want 1", c.Name, len(found), path)
	}
	return found[0]
}
