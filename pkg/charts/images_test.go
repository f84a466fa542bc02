package charts

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"sigs.k8s.io/yaml"

	"seamark.dev/seamark/internal/assets"
)

const imagesSample = `chart: app
version: 1.2.3
image image: docker.io grafana/app 1.0.0
image whole: - oliver006/redis_exporter v1.2.3
image plain: - busybox latest
image far: - registry.k8s.io/a/b -

image: map
 registry: string
`

func TestImages(t *testing.T) {
	contract, err := ParseContract(imagesSample)
	if err != nil {
		t.Fatal(err)
	}
	contract.noteImages([]imageNote{
		{chart: "app", path: "plain", when: []string{"init.enabled=false|commands="}},
		{chart: "other", path: "nothing"},
	})
	cases := map[string]struct {
		reason string
		values any
		want   []string
	}{
		"Defaults": {"What says no registry is from Docker Hub, and what does not run is not pulled.", nil,
			[]string{"registry.k8s.io/a/b:", "docker.io/grafana/app:1.0.0", "docker.io/oliver006/redis_exporter:v1.2.3"}},
		"Enabled": {"A value lets it run.", values{"init": values{"enabled": true}},
			[]string{"registry.k8s.io/a/b:", "docker.io/grafana/app:1.0.0", "docker.io/library/busybox:latest", "docker.io/oliver006/redis_exporter:v1.2.3"}},
		"Alternative": {"Or another one, which is not empty.", values{"commands": []string{"x"}},
			[]string{"registry.k8s.io/a/b:", "docker.io/grafana/app:1.0.0", "docker.io/library/busybox:latest", "docker.io/oliver006/redis_exporter:v1.2.3"}},
		"Said": {"Values say where an image comes from.", values{"image": values{"registry": "a.example.com", "tag": "2"}, "whole": values{"repository": "b.example.com/c"}, "commands": []string{}},
			[]string{"registry.k8s.io/a/b:", "a.example.com/grafana/app:2", "b.example.com/c:v1.2.3"}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, i := range contract.Images(node(t, tc.values)) {
				got = append(got, i.Address()+":"+i.Tag)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tc.reason, diff)
			}
		})
	}
	if _, err := ParseContract("chart: a\nversion: 1\nimage image: docker.io a\n\n"); err == nil {
		t.Error("an image without its tag is read")
	}
}

func TestImageAt(t *testing.T) {
	split := ImageValue{Registry: "quay.io", Repository: "a/b", split: true}
	if diff := cmp.Diff(map[string]any{"registry": "r.example.com:5000", "repository": "quay.io/a/b"}, split.At("r.example.com:5000/quay.io/a/b")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(map[string]any{"repository": "r.example.com/a/b"}, ImageValue{Repository: "quay.io/a/b"}.At("r.example.com/a/b")); diff != "" {
		t.Error(diff)
	}
}

// TestImageNotes because a note of no image says nothing, and a default that the
// chart has changed says something wrong.
func TestImageNotes(t *testing.T) {
	for chart, text := range embedded(t) {
		c, err := parseContract(text)
		if err != nil {
			t.Fatal(err)
		}
		for _, note := range c.noteImages(imageNotes()) {
			t.Errorf("%s has no image %s", chart, note.path)
		}
		for _, i := range c.images {
			if strings.Contains(i.Address(), " ") || !strings.Contains(i.Address(), "/") || strings.HasSuffix(i.Address(), "/") {
				t.Errorf("%s: %s comes from %q", chart, i.Path, i.Address())
			}
		}
	}
	dir := assets.Charts(t, "whether images run by default as the notes have it")
	for _, note := range imageNotes() {
		defaults := defaultsOf(t, dir, note.chart)
		for _, condition := range note.when {
			for alternative := range strings.SplitSeq(condition, "|") {
				path, want, _ := strings.Cut(alternative, "=")
				n, ok := node(t, defaults).Get(strings.Split(path, ".")...)
				switch {
				case !ok:
					t.Errorf("%s: nothing is at %s, which %s runs by", note.chart, path, note.path)
				case want == "" && n.Len() != 0, want != "" && n.Text() != want:
					t.Errorf("%s: by default %s is %q, the note has %q", note.chart, path, n.Text(), want)
				}
			}
		}
	}
}

// defaultsOf are the default values of a pinned chart, with those of its
// subcharts below their names.
func defaultsOf(t *testing.T, dir, chart string) map[string]any {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(dir, chart+"-*", "values.yaml"))
	if err != nil || len(found) == 0 {
		t.Fatalf("%s: no values, %v", chart, err)
	}
	read := func(file string) map[string]any {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var v map[string]any
		if err := yaml.Unmarshal(data, &v); err != nil {
			t.Fatal(err)
		}
		return v
	}
	all := read(slices.Min(found)) // of two versions the pinned one is the older
	below, err := filepath.Glob(filepath.Join(filepath.Dir(slices.Min(found)), "charts", "*", "values.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range below {
		name := filepath.Base(filepath.Dir(file))
		values := read(file)
		lay(values, all[name])
		all[name] = values
	}
	return all
}

// lay lays the values of a chart over those of a subchart.
func lay(under map[string]any, over any) {
	above, _ := over.(map[string]any)
	for name, v := range above {
		if m, ok := under[name].(map[string]any); ok {
			lay(m, v)
			continue
		}
		under[name] = v
	}
}
