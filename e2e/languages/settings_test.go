package languages

import (
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// setting is what is known of one field of a program's configuration: of Loki
// what the program says of it (TestLokiTable), of Alloy what its source says by
// the tag alloy. Alloy's own decoder is internal, and would need the whole
// program; reading the struct tags takes a second.
type setting struct {
	// kind is bool, int, float, string, duration, go-duration, size, list,
	// map (free keys), fields, or any where the source needs more than tags.
	kind   string
	fields map[string]*setting
	// item is an element of a list or of a map.
	item *setting
	// required and block are known of Alloy only; open fields take blocks that
	// are not among them: themselves, any number of times.
	required, block, open bool
	// printed is the default that Loki prints.
	printed string
}

var anything = &setting{kind: "any"}

// leaves are the types that are read from one scalar.
var leaves = map[string]string{
	"time.Duration": "go-duration",
}

// source reads the Go packages of a module. What is of another module is
// anything.
type source struct {
	t           *testing.T
	module, dir string
	packages    map[string]*goPackage
	busy        map[string]bool // types that contain themselves
}

type goPackage struct {
	types   map[string]ast.Expr
	imports map[string]map[string]string // type → import name → path
	decoded map[string]bool              // types that read themselves
}

// open parses a package; nil if it is of another module.
func (s *source) open(importPath string) *goPackage {
	if p, known := s.packages[importPath]; known {
		return p
	}
	s.packages[importPath] = nil
	if below, ok := strings.CutPrefix(importPath, s.module+"/"); ok {
		s.packages[importPath] = s.parse(filepath.Join(s.dir, below))
	}
	return s.packages[importPath]
}

func (s *source) parse(dir string) *goPackage {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		s.t.Fatal(err)
	}
	p := &goPackage{types: map[string]ast.Expr{}, imports: map[string]map[string]string{}, decoded: map[string]bool{}}
	for _, name := range files {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			s.t.Fatal(err)
		}
		imports := map[string]string{}
		for _, i := range file.Imports {
			importPath, _ := strconv.Unquote(i.Path.Value)
			imports[importName(i, importPath)] = importPath
		}
		for _, d := range file.Decls {
			p.declare(d, imports)
		}
	}
	return p
}

func (p *goPackage) declare(d ast.Decl, imports map[string]string) {
	switch d := d.(type) {
	case *ast.GenDecl:
		for _, spec := range d.Specs {
			if t, ok := spec.(*ast.TypeSpec); ok && t.TypeParams == nil {
				p.types[t.Name.Name], p.imports[t.Name.Name] = t.Type, imports
			}
		}
	case *ast.FuncDecl:
		if d.Recv == nil || !slices.Contains([]string{"UnmarshalText", "UnmarshalYAML", "ConvertFrom"}, d.Name.Name) {
			return
		}
		receiver := d.Recv.List[0].Type
		if star, ok := receiver.(*ast.StarExpr); ok {
			receiver = star.X
		}
		if name, ok := receiver.(*ast.Ident); ok {
			p.decoded[name.Name] = true
		}
	}
}

var majorVersion = regexp.MustCompile(`^v[0-9]+$`)

func importName(i *ast.ImportSpec, importPath string) string {
	if i.Name != nil {
		return i.Name.Name
	}
	name := path.Base(importPath)
	if majorVersion.MatchString(name) {
		name = path.Base(path.Dir(importPath))
	}
	return name
}

// named is a type by its package and name.
func (s *source) named(importPath, name string) *setting {
	full := importPath + "." + name
	if kind, ok := leaves[full]; ok {
		return &setting{kind: kind}
	}
	p := s.open(importPath)
	if p == nil || p.types[name] == nil || s.busy[full] {
		return anything
	}
	if _, fields := p.types[name].(*ast.StructType); p.decoded[name] && !fields {
		return anything
	}
	s.busy[full] = true
	defer delete(s.busy, full)
	return s.of(p.types[name], importPath, p.imports[name])
}

var basics = map[string]string{
	"bool": "bool", "string": "string", "float32": "float", "float64": "float",
	"int": "int", "int32": "int", "int64": "int", "uint": "int", "uint32": "int", "uint64": "int", "uint16": "int",
}

func (s *source) of(expr ast.Expr, importPath string, imports map[string]string) *setting {
	switch e := expr.(type) {
	case *ast.Ident:
		if kind, ok := basics[e.Name]; ok {
			return &setting{kind: kind}
		}
		return s.named(importPath, e.Name)
	case *ast.SelectorExpr:
		if from, ok := e.X.(*ast.Ident); ok {
			return s.named(imports[from.Name], e.Sel.Name)
		}
	case *ast.StarExpr:
		return s.of(e.X, importPath, imports)
	case *ast.ArrayType:
		return &setting{kind: "list", item: s.of(e.Elt, importPath, imports)}
	case *ast.MapType:
		return &setting{kind: "map", item: s.of(e.Value, importPath, imports)}
	case *ast.StructType:
		return s.structure(e, importPath, imports)
	}
	return anything
}

// structure is a struct by its tags; one without any is read by code.
func (s *source) structure(e *ast.StructType, importPath string, imports map[string]string) *setting {
	all := &setting{kind: "fields", fields: map[string]*setting{}}
	tagged := false
	for _, f := range e.Fields.List {
		name, options, found := s.tagOf(f)
		tagged = tagged || found
		if name == "-" || slices.Contains(options, "label") {
			continue
		}
		field := s.of(f.Type, importPath, imports)
		switch {
		case slices.Contains(options, "squash"):
			if field.kind != "fields" {
				return anything
			}
			maps.Copy(all.fields, field.fields)
		case slices.Contains(options, "enum") && (field.item == nil || field.item.fields == nil):
			all.open = true
		case slices.Contains(options, "enum"): // one of several blocks, each time
			for inner, choice := range field.item.fields {
				all.fields[name+"."+inner] = choice
			}
		case name != "":
			copied := *field
			copied.block = slices.Contains(options, "block")
			copied.required = !slices.Contains(options, "optional")
			all.fields[name] = &copied
		}
	}
	if !tagged {
		return anything
	}
	return all
}

// tagOf is the name and the options of a field.
func (s *source) tagOf(f *ast.Field) (name string, options []string, found bool) {
	if f.Tag != nil {
		raw, _ := strconv.Unquote(f.Tag.Value)
		tag, ok := reflect.StructTag(raw).Lookup("alloy")
		parts := strings.Split(tag, ",")
		name, options, found = parts[0], parts[1:], ok
	}
	if len(f.Names) == 1 && !f.Names[0].IsExported() {
		return "-", nil, found
	}
	return name, options, found
}
