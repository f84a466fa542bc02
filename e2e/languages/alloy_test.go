package languages

import (
	"encoding/json"
	"fmt"
	goast "go/ast"
	goparser "go/parser"
	gotoken "go/token"
	"io/fs"
	"maps"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/grafana/alloy/syntax/ast"
	"github.com/grafana/alloy/syntax/parser"
	"github.com/grafana/alloy/syntax/token"
)

// alloyVersion is the Alloy that the pinned chart installs.
const alloyVersion = "v1.18.1"

const alloyModule = "github.com/grafana/alloy"

// alloyComponent is a component as Alloy's source registers it.
type alloyComponent struct {
	arguments *setting
	// stability is the featuregate constant: StabilityGenerallyAvailable.
	stability string
}

// alloyComponents are all components of Alloy and the blocks that are none. The
// module is only read: requiring it would drag in all that Alloy is made of.
func alloyComponents(t *testing.T) map[string]alloyComponent {
	t.Helper()
	dir := alloySource(t)
	s := &source{t: t, module: alloyModule, dir: dir, packages: map[string]*goPackage{}, busy: map[string]bool{}}
	found := map[string]alloyComponent{"logging": {
		arguments: s.named(alloyModule+"/internal/runtime/logging", "Options"),
		stability: "StabilityGenerallyAvailable",
	}}
	err := filepath.WalkDir(filepath.Join(dir, "internal", "component"), func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			return err
		}
		relative, err := filepath.Rel(dir, filepath.Dir(name))
		if err != nil {
			return err
		}
		s.registrations(name, path.Join(alloyModule, filepath.ToSlash(relative)), found)
		return nil
	})
	if err != nil || len(found) < 150 {
		t.Fatalf("found %d components in Alloy's source: %v", len(found), err)
	}
	return found
}

// alloySource is the folder of Alloy's module.
func alloySource(t *testing.T) string {
	t.Helper()
	out, err := exec.Command("go", "mod", "download", "-json", alloyModule+"@"+alloyVersion).Output()
	if err != nil {
		t.Fatalf("cannot get the source of Alloy: %v\n%s", err, out)
	}
	var module struct{ Dir string }
	if err := json.Unmarshal(out, &module); err != nil {
		t.Fatal(err)
	}
	return module.Dir
}

// registrations finds component.Register(component.Registration{…}) in a file.
func (s *source) registrations(name, importPath string, found map[string]alloyComponent) {
	file, err := goparser.ParseFile(gotoken.NewFileSet(), name, nil, goparser.SkipObjectResolution)
	if err != nil {
		s.t.Fatal(err)
	}
	goast.Inspect(file, func(n goast.Node) bool {
		literal, ok := n.(*goast.CompositeLit)
		if !ok {
			return true
		}
		if sel, ok := literal.Type.(*goast.SelectorExpr); !ok || sel.Sel.Name != "Registration" {
			return true
		}
		component, c := "", alloyComponent{arguments: anything}
		for _, element := range literal.Elts {
			pair, ok := element.(*goast.KeyValueExpr)
			if !ok {
				continue
			}
			switch value := pair.Value.(type) {
			case *goast.BasicLit:
				component, _ = strconv.Unquote(value.Value)
			case *goast.Ident:
				if pair.Key.(*goast.Ident).Name == "Name" {
					component = constant(s.t, filepath.Dir(name), value.Name)
				}
			case *goast.SelectorExpr:
				c.stability = value.Sel.Name
			case *goast.CompositeLit:
				if t, ok := value.Type.(*goast.Ident); ok && pair.Key.(*goast.Ident).Name == "Args" {
					c.arguments = s.named(importPath, t.Name)
				}
			}
		}
		found[component] = c
		return true
	})
}

// constant is the text of a constant of the package in a folder.
func constant(t *testing.T, dir, name string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	declared := regexp.MustCompile(`(?m)^\s*(?:const )?` + name + `\s*=\s*"([^"]+)"`)
	for _, file := range files {
		if m := declared.FindStringSubmatch(read(t, file)); m != nil {
			return m[1]
		}
	}
	t.Fatalf("%s: no constant %s", dir, name)
	return ""
}

// alloyFaults says what Alloy would refuse of a configuration.
func alloyFaults(known map[string]alloyComponent, text string) []string {
	file, err := parser.ParseFile("config.alloy", []byte(text))
	if err != nil {
		return []string{err.Error()}
	}
	var faults []string
	for _, statement := range file.Body {
		b, ok := statement.(*ast.BlockStmt)
		if !ok {
			faults = append(faults, "an attribute at the top")
			continue
		}
		name := strings.Join(b.Name, ".")
		component, found := known[name]
		if !found {
			faults = append(faults, name+": no such component")
			continue
		}
		if component.stability != "StabilityGenerallyAvailable" {
			faults = append(faults, name+": "+component.stability)
		}
		faults = append(faults, bodyFaults(name, component.arguments, b.Body)...)
	}
	return faults
}

func bodyFaults(at string, s *setting, body ast.Body) []string {
	for s.item != nil && s.kind == "list" {
		s = s.item // a block that may be repeated
	}
	if s.kind != "fields" {
		return nil
	}
	var faults []string
	given := map[string]bool{}
	for _, statement := range body {
		switch b := statement.(type) {
		case *ast.AttributeStmt:
			name := b.Name.Name
			given[name] = true
			if field, ok := s.fields[name]; !ok || field.block {
				faults = append(faults, at+"."+name+": no such attribute")
			} else if err := literalFault(field.kind, b.Value); err != nil {
				faults = append(faults, fmt.Sprintf("%s.%s: %v", at, name, err))
			}
		case *ast.BlockStmt:
			name := strings.Join(b.Name, ".")
			given[name] = true
			if field, ok := s.fields[name]; !ok && s.open {
				continue
			} else if !ok || !field.block {
				faults = append(faults, at+"."+name+": no such block")
			} else {
				faults = append(faults, bodyFaults(at+"."+name, field, b.Body)...)
			}
		}
	}
	for _, name := range slices.Sorted(maps.Keys(s.fields)) {
		if s.fields[name].required && !given[name] {
			faults = append(faults, at+"."+name+": is required")
		}
	}
	return faults
}

// literalFault judges a literal; other expressions are known at run time only.
func literalFault(kind string, value ast.Expr) error {
	if _, ok := value.(*ast.ArrayExpr); ok && kind != "list" && kind != "any" {
		return fmt.Errorf("a list where a %s must be", kind)
	}
	literal, ok := value.(*ast.LiteralExpr)
	if !ok {
		return nil
	}
	want := map[string]token.Token{"bool": token.BOOL, "int": token.NUMBER, "string": token.STRING, "go-duration": token.STRING}
	if w, ok := want[kind]; ok && literal.Kind != w {
		return fmt.Errorf("%s where a %s must be", literal.Value, kind)
	}
	if kind == "list" || kind == "map" {
		return fmt.Errorf("%s where a %s must be", literal.Value, kind)
	}
	if kind == "go-duration" {
		text, err := strconv.Unquote(literal.Value)
		if err != nil {
			return err
		}
		_, err = time.ParseDuration(text)
		return err
	}
	return nil
}

func alloyConfiguration(t *testing.T) string {
	t.Helper()
	agent := releaseValues(t, "alloy")["alloy"].(map[string]any)
	return agent["configMap"].(map[string]any)["content"].(string)
}

func TestAlloyConfiguration(t *testing.T) {
	for _, fault := range alloyFaults(alloyComponents(t), alloyConfiguration(t)) {
		t.Error(fault)
	}
}

// TestAlloyFaults changes the rendered configuration.
func TestAlloyFaults(t *testing.T) {
	known := alloyComponents(t)
	cases := map[string]struct{ reason, from, to, want string }{
		"Syntax":       {"A brace is missing.", "logging {", "logging ", "config.alloy:"},
		"Component":    {"A component is misspelt.", "loki.source.file \"pods\"", "loki.source.flie \"pods\"", "loki.source.flie: no such component"},
		"Attribute":    {"An argument is misspelt.", "max_message_length", "max_mesage_length", "loki.source.syslog.listener.max_mesage_length: no such attribute"},
		"Block":        {"A block is misspelt.", "tls_config {", "tls {", "loki.source.syslog.listener.tls: no such block"},
		"Stage":        {"A stage that does not exist.", "stage.cri", "stage.crio", "loki.process.stage.crio: no such block"},
		"Required":     {"Nowhere to send to.", "url = sys.env(\"LOKI_PUSH_URL\")", "", "loki.write.endpoint.url: is required"},
		"Duration":     {"A duration without a unit.", `"1h"`, `"1"`, "loki.source.syslog.listener.idle_timeout: "},
		"Type":         {"A number in quotes.", "= 262144", `= "262144"`, "loki.source.syslog.listener.max_message_length: "},
		"Bool":         {"A word for true.", "use_incoming_timestamp = true", `use_incoming_timestamp = "yes"`, "loki.source.syslog.listener.use_incoming_timestamp: "},
		"AttrForBlock": {"A block written as an attribute.", "clustering {", "clustering = {", "config.alloy:"},
		"Experimental": {"A component that Alloy would refuse at our stability level.", "loki.source.file \"pods\" {", "loki.secretfilter \"pods\" {", "loki.secretfilter: StabilityExperimental"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			text := strings.Replace(alloyConfiguration(t), tc.from, tc.to, 1)
			if text == alloyConfiguration(t) {
				t.Fatalf("the configuration does not hold %q", tc.from)
			}
			got := alloyFaults(known, text)
			if len(got) == 0 || !strings.HasPrefix(got[0], tc.want) {
				t.Errorf("got %q, want %q\nreason: %s", got, tc.want, tc.reason)
			}
		})
	}
}
