package crossplane

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.yaml.in/yaml/v3"
)

// TestSetup: whoever installs the package alone finds in docs/compositions.md
// everything on the hub that the Compositions call for and the package does not
// hold, as render writes it.
func TestSetup(t *testing.T) {
	page, err := os.ReadFile("../docs/compositions.md")
	if err != nil {
		t.Fatal(err)
	}
	told := map[string]any{}
	for _, block := range regexp.MustCompile("(?s) {3}```yaml\n(.*?)\n {3}```").FindAllSubmatch(page, -1) {
		for _, o := range decode(t, regexp.MustCompile("(?m)^ {3}").ReplaceAll(block[1], nil)) {
			told[identity(o)] = o
		}
	}
	rendered := map[string]any{}
	for _, file := range glob(t, "../out/control-plane/*/*/*.yaml") {
		for _, o := range decode(t, read(t, file)) {
			rendered[identity(o)] = o
		}
	}
	for id, o := range told {
		if diff := cmp.Diff(rendered[id], o); diff != "" {
			t.Errorf("%s is not what render writes: -rendered +page:\n%s", id, diff)
		}
	}
	calls := called(t)
	if len(calls) < 5 {
		t.Fatalf("the Compositions call for %v only", calls)
	}
	for call, where := range calls {
		secret, isSecret := strings.CutPrefix(call, "Secret ")
		if isSecret && (told["http.m.crossplane.io Request "+secret] != nil || bytes.Contains(page, []byte("`"+secret+"`"))) {
			continue
		}
		if told[call] == nil {
			t.Errorf("%s calls for %s, and the page does not have it", where, call)
		}
	}
}

// called is what the Compositions call for by a fixed name, and where.
func called(t *testing.T) map[string]string {
	t.Helper()
	calls := map[string]string{}
	for _, file := range glob(t, "apis/*/composition*.yaml") {
		for _, o := range decode(t, read(t, file)) {
			for _, r := range find(o, "base") {
				group := identity(r)
				group = group[:strings.IndexByte(group, ' ')]
				for _, ref := range find(r, "providerConfigRef") {
					if ref := ref.(map[string]any); ref["kind"] == "ClusterProviderConfig" {
						of := group[strings.LastIndex(group[:strings.Index(group, ".m.")], ".")+1:]
						calls[of+" ClusterProviderConfig "+ref["name"].(string)] = file
					}
				}
				for _, from := range find(r, "patchesFrom") {
					if from := from.(map[string]any); from["namespace"] == "crossplane-system" {
						calls["Secret "+from["name"].(string)] = file
					}
				}
			}
		}
	}
	return calls
}

// find are the values of a key, wherever they stand.
func find(v any, key string) []any {
	var found []any
	switch v := v.(type) {
	case map[string]any:
		for k, below := range v {
			if k == key {
				found = append(found, below)
			}
			found = append(found, find(below, key)...)
		}
	case []any:
		for _, below := range v {
			found = append(found, find(below, key)...)
		}
	}
	return found
}

// identity is the group, kind and name of an object.
func identity(o any) string {
	m, _ := o.(map[string]any)
	version, _ := m["apiVersion"].(string)
	kind, _ := m["kind"].(string)
	metadata, _ := m["metadata"].(map[string]any)
	name, _ := metadata["name"].(string)
	group, _, _ := strings.Cut(version, "/")
	return group + " " + kind + " " + name
}

func glob(t *testing.T, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatalf("%s: %d files, %v", pattern, len(files), err)
	}
	return files
}

func read(t *testing.T, file string) []byte {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func decode(t *testing.T, data []byte) []any {
	t.Helper()
	var all []any
	for decoder := yaml.NewDecoder(bytes.NewReader(data)); ; {
		var o any
		if err := decoder.Decode(&o); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, o)
	}
}
