// Package architecture holds the rules that no compiler checks: which room may
// import which, what rendering may not use, and how light the program stays.
package architecture

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "seamark.dev/seamark/"

// floors orders the rooms: a package imports only packages of its own room or
// of rooms that stand lower. The tens are the floors of the house; on a floor, a
// room may stand on another. A longer prefix wins.
var floors = map[string]int{
	// What everything is made of.
	"internal/secrets":  9,
	"pkg/diag":          10,
	"pkg/manifest":      10,
	"internal/files":    10,
	"internal/guard":    10,
	"internal/format":   11,
	"internal/parallel": 11,
	"pkg/charts":        11,
	"pkg/apis":          11,
	// The configuration, what is to be delivered, and the disk.
	"pkg/model":    20,
	"pkg/tree":     20,
	"pkg/platform": 20,
	"pkg/compose":  20,
	// Components and deliveries. A delivery asks the inventory its own question.
	"pkg/prove/inventory": 30,
	"pkg/declare":         31,
	"pkg/delivery":        32,
	"pkg/components":      33,
	"pkg/delivery/flux":   34,
	"pkg/delivery/argocd": 34,
	"pkg/engines":         35,
	"pkg/own":             36,
	// What is asked and told of the whole.
	"pkg/prove":    40,
	"pkg/handbook": 40,
	// The library's front door, and the program's.
	"pkg/render":        50,
	"internal/cli":      60,
	"internal/recovery": 60,
	"cmd/contract":      60,
	"cmd/recover":       61,
	"cmd/render":        61,
	"cmd/seamark":       61,
}

// listed is what `go list` tells about a package.
type listed struct {
	ImportPath string
	Dir        string
	GoFiles    []string
	Imports    []string
	Deps       []string
}

func list(t *testing.T) []listed {
	t.Helper()
	out, err := exec.Command("go", "list", "-json=ImportPath,Dir,GoFiles,Imports,Deps", module+"cmd/...", module+"pkg/...", module+"internal/parallel", module+"internal/cli", module+"internal/recovery", module+"internal/files", module+"internal/format", module+"internal/guard", module+"internal/secrets").Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []listed
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p listed
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

func floor(importPath string) (room string, level int) {
	path := strings.TrimPrefix(importPath, module)
	for prefix, f := range floors {
		if (path == prefix || strings.HasPrefix(path, prefix+"/")) && len(prefix) > len(room) {
			room, level = prefix, f
		}
	}
	return room, level
}

func TestRoomsUseOnlyRoomsBelow(t *testing.T) {
	for _, p := range list(t) {
		room, level := floor(p.ImportPath)
		if room == "" {
			t.Errorf("%s is in no room: give it a floor", p.ImportPath)
		}
		for _, imported := range p.Imports {
			if !strings.HasPrefix(imported, module) {
				continue
			}
			other, otherLevel := floor(imported)
			if otherLevel > level || otherLevel == level && other != room {
				t.Errorf("%s (floor %d) imports %s (floor %d)", p.ImportPath, level, imported, otherLevel)
			}
		}
	}
}

// TestQuestionsStandAlone: inside pkg/prove, a question knows the inventory and
// no other question.
func TestQuestionsStandAlone(t *testing.T) {
	const questions, inventory = module + "pkg/prove/", module + "pkg/prove/inventory"
	found := 0
	for _, p := range list(t) {
		if !strings.HasPrefix(p.ImportPath, questions) {
			continue
		}
		found++
		for _, imported := range p.Imports {
			if strings.HasPrefix(imported, module+"pkg/prove") && imported != inventory {
				t.Errorf("%s imports %s: a question knows the inventory alone", p.ImportPath, imported)
			}
		}
	}
	if found < 8 {
		t.Errorf("only %d packages below pkg/prove", found)
	}
}

// TestProgramStaysLight keeps controllers and servers out of the program: they
// would cost every user minutes of compilation. Of Prometheus there is the parser
// of its language, and of the API server what judges objects by CRDs.
func TestProgramStaysLight(t *testing.T) {
	const prometheus = "github.com/prometheus/prometheus/"
	heavy := []string{
		"helm.sh/", "github.com/argoproj/", "k8s.io/apiserver/pkg/server", "k8s.io/client-go", "k8s.io/kubernetes",
		"k8s.io/apiextensions-apiserver/pkg/registry", "sigs.k8s.io/kustomize/",
		"github.com/crossplane/crossplane/v2", "github.com/crossplane/crossplane-runtime", "github.com/grafana/loki",
		prometheus + "config", prometheus + "discovery", prometheus + "model/relabel", prometheus + "promql/promqltest", prometheus + "rules",
		prometheus + "scrape", prometheus + "storage/remote", prometheus + "template", prometheus + "tsdb/index", prometheus + "web",
		"github.com/digitalocean/godo", module + "internal/recovery",
	}
	for _, p := range list(t) {
		if p.ImportPath != module+"cmd/render" {
			continue
		}
		for _, dependency := range p.Deps {
			for _, prefix := range heavy {
				if strings.HasPrefix(dependency, prefix) {
					t.Errorf("cmd/render depends on %s", dependency)
				}
			}
		}
		foreign := slices.DeleteFunc(slices.Clone(p.Deps), func(d string) bool { return strings.HasPrefix(d, module) })
		if n := len(foreign); n < 50 || n > 557 {
			t.Errorf("cmd/render has %d packages of others below it, the standard library's among them, want at most 557", n)
		}
		return
	}
	t.Error("cmd/render was not listed")
}

// TestRenderingIsPure forbids what makes two runs differ: time, randomness, the
// environment and the network. Only the command measures time, and only the
// recovery, which renders nothing, reaches out.
func TestRenderingIsPure(t *testing.T) {
	imports := []string{"math/rand", "math/rand/v2", "crypto/rand", "net", "net/http", "os/exec"}
	calls := []string{"time.Now", "time.Since", "os.Getenv", "os.LookupEnv", "os.Environ", "os.Hostname", "os.Getwd"}
	for _, p := range list(t) {
		if room, _ := floor(p.ImportPath); slices.Contains([]string{"internal/cli", "internal/recovery", "cmd/recover"}, room) {
			continue
		}
		for _, imported := range p.Imports {
			if slices.Contains(imports, imported) {
				t.Errorf("%s imports %s", p.ImportPath, imported)
			}
		}
		for _, name := range p.GoFiles {
			for _, call := range selectors(t, filepath.Join(p.Dir, name)) {
				if slices.Contains(calls, call) {
					t.Errorf("%s/%s uses %s", p.ImportPath, name, call)
				}
			}
		}
	}
}

// TestNoInit forbids init functions and panics: registries and validation that
// nobody sees.
func TestNoInit(t *testing.T) {
	for _, p := range list(t) {
		for _, name := range p.GoFiles {
			file := parse(t, filepath.Join(p.Dir, name))
			ast.Inspect(file, func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.FuncDecl:
					if n.Name.Name == "init" && n.Recv == nil {
						t.Errorf("%s/%s has an init function", p.ImportPath, name)
					}
				case *ast.CallExpr:
					if f, ok := n.Fun.(*ast.Ident); ok && f.Name == "panic" {
						t.Errorf("%s/%s panics", p.ImportPath, name)
					}
				}
				return true
			})
		}
	}
}

// TestEveryPackageHasAComment because a folder's name tells what lives there,
// and its comment why.
func TestEveryPackageHasAComment(t *testing.T) {
	for _, p := range list(t) {
		documented := false
		for _, name := range p.GoFiles {
			documented = documented || parse(t, filepath.Join(p.Dir, name)).Doc != nil
		}
		if !documented {
			t.Errorf("%s has no package comment", p.ImportPath)
		}
	}
}

// selectors are the uses of imported names in a file, as written: time.Now.
func selectors(t *testing.T, file string) []string {
	t.Helper()
	var found []string
	ast.Inspect(parse(t, file), func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok {
				found = append(found, x.Name+"."+s.Sel.Name)
			}
		}
		return true
	})
	return found
}

func parse(t *testing.T, file string) *ast.File {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
	if err != nil {
		t.Fatal(strconv.Quote(file), err)
	}
	return parsed
}
