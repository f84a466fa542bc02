package depot

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"text/template"

	"sigs.k8s.io/yaml"
)

// release is what a template knows, as far as the test charts use it.
type release struct {
	Release struct{ Name, Namespace string }
	Chart   struct{ Name string }
	Values  map[string]any
	Files   chartFiles
}

// chartFiles are the files of a chart that are no templates.
type chartFiles files

// Get is the text of a file, which is empty if there is none.
func (f chartFiles) Get(name string) string { return string(f[name]) }

// object is a rendered object, as far as the tests look at it.
type object struct {
	APIVersion, Kind string
	Metadata         struct{ Name, Namespace string }
	Data             map[string]string
	Spec             struct {
		Ports []struct {
			Name string
			Port int32
		}
	}
	Webhooks []struct {
		ClientConfig struct{ CABundle *string }
	}
}

// renderChart renders a test chart. It is not Helm: it has only the functions
// that the test charts use, and takes neither subcharts nor default values.
func renderChart(t *testing.T, archive []byte, r release) []object {
	t.Helper()
	content, err := unpack(archive)
	if err != nil {
		t.Fatal(err)
	}
	r.Files = chartFiles{}
	set := template.New("")
	set.Funcs(functions(set))
	var names []string
	for _, path := range slices.Sorted(maps.Keys(content)) {
		name := strings.TrimPrefix(path, r.Chart.Name+"/")
		if !strings.HasPrefix(name, "templates/") {
			r.Files[name] = content[path]
			continue
		}
		if _, err := set.New(name).Parse(string(content[path])); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	var objects []object
	for _, name := range names {
		var out bytes.Buffer
		if err := set.ExecuteTemplate(&out, name, r); err != nil {
			t.Fatal(err)
		}
		objects = append(objects, parse(t, name, out.String())...)
	}
	return objects
}

func parse(t *testing.T, name, rendered string) []object {
	t.Helper()
	var objects []object
	for document := range strings.SplitSeq("\n"+rendered, "\n---") {
		var o object
		if _, err := yaml.YAMLToJSONStrict([]byte(document)); err != nil {
			t.Errorf("%s: a key is there twice: %v", name, err)
		}
		if err := yaml.Unmarshal([]byte(document), &o); err != nil {
			t.Fatalf("%s: %v\n%s", name, err, document)
		}
		if o.Kind != "" {
			objects = append(objects, o)
		}
	}
	return objects
}

// functions are Helm's, by its names.
func functions(set *template.Template) template.FuncMap {
	return template.FuncMap{
		"toYaml": func(v any) (string, error) {
			text, err := yaml.Marshal(v)
			return strings.TrimSuffix(string(text), "\n"), err
		},
		"fromYaml": func(text string) (map[string]any, error) {
			var v map[string]any
			err := yaml.Unmarshal([]byte(text), &v)
			return v, err
		},
		"tpl": func(text string, data any) (string, error) {
			clone, err := set.Clone()
			if err != nil {
				return "", err
			}
			if _, err := clone.New("tpl").Parse(text); err != nil {
				return "", err
			}
			var out strings.Builder
			err = clone.ExecuteTemplate(&out, "tpl", data)
			return out.String(), err
		},
		"nindent": func(by int, text string) string {
			indent := "\n" + strings.Repeat(" ", by)
			return indent + strings.ReplaceAll(text, "\n", indent)
		},
		"int":       func(v float64) int { return int(v) },
		"list":      func(v ...any) []any { return v },
		"hasPrefix": func(prefix, text string) bool { return strings.HasPrefix(text, prefix) },
		"quote":     func(text string) string { return fmt.Sprintf("%q", text) },
		"sha256sum": func(text string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(text))) },
	}
}
