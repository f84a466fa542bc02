package platform

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"seamark.dev/seamark/pkg/manifest"
)

// hostile are texts that mean something to a shell, to Markdown, to a terminal,
// to a runner, to a program that reads options, or to nobody.
var hostile = []string{
	"$(touch x)", "`id`", "a;id", "a'b", `a"b`, "a|b", "a\nb", "a\r\n::warning::x", "\x1b[31mx", "\u202Egpj", "a\x00b", "a\u200bb", "--help",
	"<script>", "[a](javascript:b)", "{{ .x }}", "${HOME}", "a\\", "*a*", "# a\n```bash\nid\n```", "!a", "a>b", "a&b", "../../a", strings.Repeat("a", 3000),
}

// TestHostileTexts writes hostile texts into every text that a configuration may
// hold, and the names of every map: none is accepted. That no field is missed,
// the types say. Helm values are the user's own, and only HelmReleases hold them.
func TestHostileTexts(t *testing.T) {
	left := map[string]bool{}
	textFields(reflect.TypeFor[Platform](), nil, left)
	for _, file := range configurations(t) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var document yaml.Node
		if err := yaml.Unmarshal(data, &document); err != nil {
			t.Fatal(err)
		}
		scalars(document.Content[0], nil, func(at manifest.Path, n *yaml.Node) {
			field := generic(at)
			if !left[field] {
				return
			}
			delete(left, field)
			was := *n
			for _, text := range hostile {
				*n = yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: text, Style: yaml.DoubleQuotedStyle}
				out, err := yaml.Marshal(&document)
				if err != nil {
					t.Fatal(err)
				}
				_, findings := Load(Source{"f", out})
				if findings.Errors() == 0 {
					t.Errorf("%s: %q is accepted", field, text)
				}
				for _, f := range findings {
					if line := f.String(); strings.ContainsAny(line, "\n\r\x1b\x00\u202e\u200b") || strings.Contains(line, "::warning") {
						t.Errorf("%s: the finding is not inert: %q", field, line)
					}
				}
			}
			*n = was
		})
	}
	for field := range left {
		t.Errorf("no configuration of the tests writes %s", field)
	}
}

// configurations are those of the tests that are right.
func configurations(t *testing.T) []string {
	t.Helper()
	golden, err := filepath.Glob("../../golden/*/platform.yaml")
	if err != nil || len(golden) < 4 {
		t.Fatal(golden, err)
	}
	return append(golden, inputs(t, "testdata/valid/*.yaml", 4)...)
}

// textFields are the fields of a type that are texts, and maps that have names.
func textFields(of reflect.Type, at manifest.Path, found map[string]bool) {
	switch of.Kind() {
	case reflect.String:
		found[at.String()] = true
	case reflect.Pointer:
		textFields(of.Elem(), at, found)
	case reflect.Slice:
		textFields(of.Elem(), at.Item(0), found)
	case reflect.Map:
		if of.Elem().Kind() != reflect.Map { // Helm values
			found[at.Field("*").String()+" (name)"] = true
			textFields(of.Elem(), at.Field("*"), found)
		}
	case reflect.Struct:
		for i, name := range fieldsOf(of) {
			textFields(of.Field(i).Type, at.Field(name), found)
		}
	}
}

// scalars are the scalars of a document, and the keys of the maps that have names.
func scalars(n *yaml.Node, at manifest.Path, visit func(manifest.Path, *yaml.Node)) {
	switch n.Kind {
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			below := at.Field(n.Content[i].Value)
			if ofNames(at) {
				visit(below.Field("(name)"), n.Content[i])
			}
			scalars(n.Content[i+1], below, visit)
		}
	case yaml.SequenceNode:
		for i, item := range n.Content {
			scalars(item, at.Item(i), visit)
		}
	case yaml.ScalarNode:
		visit(at, n)
	}
}

// generic is a path without the numbers of items and the names of maps.
func generic(at manifest.Path) string {
	path := manifest.Path{}
	for i, step := range at {
		switch {
		case step.Index >= 0:
			step.Index = 0
		case step.Name != "(name)" && ofNames(at[:i]):
			step.Name = "*"
		}
		path = append(path, step)
	}
	return strings.Replace(path.String(), `["(name)"]`, " (name)", 1)
}

// ofNames tells whether a map is one of names.
func ofNames(at manifest.Path) bool {
	return len(at) > 0 && (slices.Contains([]string{"charts", "components", "databases", "labels", "settings"}, at[len(at)-1].Name))
}
