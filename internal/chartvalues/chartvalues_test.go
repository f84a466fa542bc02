package chartvalues

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func chart(t *testing.T, files map[string]string) {
	t.Helper()
	root := t.TempDir()
	for name, content := range files {
		file := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv(DirectoryVariable, root)
}

func TestUnknown(t *testing.T) {
	chart(t, map[string]string{
		"app-1/Chart.yaml":  "dependencies: [{name: child, alias: kid}, {name: absent}]\n",
		"app-1/values.yaml": "replicas: 1\nresources: {}\nspec: {volume: {}, name: x, affinity: null}\nkid: {colour: red}\n",

		"app-1/charts/child/Chart.yaml":  "name: child\n",
		"app-1/charts/child/values.yaml": "colour: blue\nsize: {width: 1}\n",
	})
	type values = map[string]any
	cases := map[string]struct {
		reason string
		values any
		open   []string
		want   []string
	}{
		"Known": {
			reason: "keys of the chart are known",
			values: values{"replicas": 3, "spec": values{"name": "y"}},
		},
		"Typo": {
			reason: "a misspelt key is what the package is for",
			values: values{"replica": 3, "spec": values{"nam": "y"}},
			want:   []string{"replica: no such key in the chart", "spec.nam: no such key in the chart"},
		},
		"Subchart": {
			reason: "a subchart's keys are known below its alias, merged with the parent's",
			values: values{"kid": values{"colour": "red", "size": values{"width": 2, "hight": 1}}, "child": 1},
			want:   []string{"child: no such key in the chart", "kid.size.hight: no such key in the chart"},
		},
		"EmptyMap": {
			reason: "an empty default does not open a map by itself: the test must say so",
			values: values{"resources": values{"limits": 1}},
			want:   []string{"resources.limits: no such key in the chart"},
		},
		"Open": {
			reason: "nothing is asked below an open path, and of an open key itself",
			values: values{"resources": values{"limits": 1}, "spec": values{"volume": values{"a": 1}, "commented": 1}},
			open:   []string{"**.resources", "spec.volume", "*.commented"},
		},
		"Null": {
			reason: "a null default is a key, but its map must be opened as any other",
			values: values{"spec": values{"affinity": values{"a": 1}}},
			want:   []string{"spec.affinity.a: no such key in the chart"},
		},
		"Kinds": {
			reason: "a scalar cannot take the place of a map, nor the reverse; null removes",
			values: values{"replicas": values{}, "spec": 1, "resources": nil},
			want:   []string{"replicas: a map where the chart has float64", "spec: float64 where the chart has a map"},
		},
		"StalePattern": {
			reason: "a pattern that matches nothing is left over and hides the next typo",
			values: values{"replicas": 1},
			open:   []string{"gone.*"},
			want:   []string{"open pattern matches no value: gone.*"},
		},
		"Struct": {
			reason: "a component's values are a struct with json tags",
			values: struct {
				Replica int `json:"replica"`
			}{},
			want: []string{"replica: no such key in the chart"},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got := Unknown(t, "app-1", tc.values, tc.open...)
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s\n-want +got:\n%s", tc.reason, diff)
			}
		})
	}
}
