package languages

import (
	"bytes"
	"strings"
	"sync"
	"testing"

	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/pkg/components"
	"seamark.dev/seamark/pkg/platform"
	"seamark.dev/seamark/pkg/render"
)

// files are the rendered files of the default configuration by their path.
var files = sync.OnceValues(func() (map[string][]byte, error) {
	p, findings := platform.Load(platform.Source{Name: "default", Data: platform.Default()})
	if err := findings.Err(); err != nil {
		return nil, err
	}
	tree, err := render.Render(p, components.Standard())
	if err != nil {
		return nil, err
	}
	all := map[string][]byte{}
	for _, f := range tree.Files() {
		all[f.Path] = f.Data
	}
	return all, nil
})

func rendered(t *testing.T) map[string][]byte {
	t.Helper()
	all, err := files()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// decoded are the rendered objects of a kind, read into a type, by their path.
func decoded[T any](t *testing.T, kind string) map[string]T {
	t.Helper()
	found := map[string]T{}
	for path, data := range rendered(t) {
		if !bytes.Contains(data, []byte("\nkind: "+kind+"\n")) {
			continue
		}
		var o T
		if err := yaml.Unmarshal(data, &o); err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		found[path] = o
	}
	if len(found) == 0 {
		t.Fatalf("there is no %s", kind)
	}
	return found
}

// releaseValues are the values of a rendered HelmRelease, fresh ones each time.
func releaseValues(t *testing.T, name string) map[string]any {
	t.Helper()
	type release struct {
		Spec struct {
			Values map[string]any `json:"values"`
		} `json:"spec"`
	}
	for path, r := range decoded[release](t, "HelmRelease") {
		if strings.HasSuffix(path, "/helmrelease-"+name+".yaml") {
			return r.Spec.Values
		}
	}
	t.Fatalf("there is no release %s", name)
	return nil
}

// set sets a value deep in values, making maps on the way.
func set(values map[string]any, value any, path ...string) {
	for _, name := range path[:len(path)-1] {
		inner, ok := values[name].(map[string]any)
		if !ok {
			inner = map[string]any{}
			values[name] = inner
		}
		values = inner
	}
	values[path[len(path)-1]] = value
}
