package findings

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/constant"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"seamark.dev/seamark/pkg/diag"
)

const module = "seamark.dev/seamark/"

// TestEveryCodeIsDocumented: whatever constant of type diag.Code a source holds,
// it is declared once, with a meaning. That each is also found, its example
// proves.
func TestEveryCodeIsDocumented(t *testing.T) {
	documented := map[diag.Code]bool{}
	for _, doc := range All() {
		if documented[doc.Code] || doc.Meaning == "" {
			t.Errorf("%s is declared twice, or without a meaning", doc.Code)
		}
		documented[doc.Code] = true
	}
	for code := range made {
		if !documented[code] {
			t.Errorf("%s has an example and is not declared", code)
		}
	}
	seen := map[diag.Code]bool{}
	packages := list(t)
	for _, p := range packages {
		if !slices.Contains(p.Imports, module+"pkg/diag") {
			continue
		}
		for code, at := range codesIn(t, p, packages) {
			seen[code] = true
			if !documented[code] {
				t.Errorf("%s: %s is not documented: add it to Codes of its package, and that to All", at, code)
			}
		}
	}
	if len(seen) < len(documented) {
		t.Errorf("the sources hold %d codes, and %d are documented", len(seen), len(documented))
	}
}

// listed is what `go list` tells about a package.
type listed struct {
	ImportPath, Dir, Export string
	GoFiles, Imports        []string
}

// list is this module with all that it is made of, compiled, by import path.
func list(t *testing.T) map[string]listed {
	t.Helper()
	command := exec.Command("go", "list", "-export", "-deps", "-json=ImportPath,Dir,Export,GoFiles,Imports",
		module+"pkg/...", module+"internal/...", module+"cmd/...")
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]listed{}
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all[p.ImportPath] = p
	}
}

// codesIn are the constants of type diag.Code in a package, each with a place.
func codesIn(t *testing.T, p listed, packages map[string]listed) map[diag.Code]token.Position {
	t.Helper()
	files := token.NewFileSet()
	var parsed []*ast.File
	for _, name := range p.GoFiles {
		file, err := parser.ParseFile(files, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		parsed = append(parsed, file)
	}
	config := types.Config{Importer: importer.ForCompiler(files, "gc", func(path string) (io.ReadCloser, error) {
		return os.Open(packages[path].Export)
	})}
	info := types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
	if _, err := config.Check(p.ImportPath, files, parsed, &info); err != nil {
		t.Fatal(err)
	}
	found := map[diag.Code]token.Position{}
	for expression, tv := range info.Types {
		if tv.Value != nil && tv.Type.String() == module+"pkg/diag.Code" {
			found[diag.Code(constant.StringVal(tv.Value))] = files.Position(expression.Pos())
		}
	}
	return found
}
