package derive

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"seamark.dev/seamark/pkg/charts"
	"seamark.dev/seamark/pkg/manifest"
)

// archive packs files as `helm package` does.
func archive(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	packed := gzip.NewWriter(&b)
	out := tar.NewWriter(packed)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		head := &tar.Header{Name: name, Mode: 0o644, Size: int64(len(files[name])), Typeflag: tar.TypeReg}
		if err := out.WriteHeader(head); err != nil {
			t.Fatal(err)
		}
		if _, err := out.Write([]byte(files[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	if err := packed.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func write(t testing.TB, data []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "pager-1.2.3.tgz")
	if err := os.WriteFile(file, data, 0o644); err != nil {
		t.Fatal(err)
	}
	return file
}

// TestContract derives a contract from an archive in one call, subcharts
// included, and holds values against it.
func TestContract(t *testing.T) {
	child := archive(t, map[string]string{
		"store/Chart.yaml": "name: store\nversion: 0.1.0\n", "store/values.yaml": "size: 1Gi\n",
	})
	file := write(t, archive(t, map[string]string{
		"pager/Chart.yaml":                    "name: pager\nversion: 1.2.3\ndependencies: [{name: store}, {name: web}]\n",
		"pager/values.yaml":                   "replicas: 1\nresources: {limits: {}}\n",
		"pager/charts/web/Chart.yaml":         "name: web\n",
		"pager/charts/web/values.yaml":        "port: 80\n",
		"pager/charts/store-0.1.0.tgz":        string(child),
		"pager/templates/deployment.yaml":     "{{ .Values.colour }}",
		"pager/charts/web/templates/svc.yaml": "{{ .Values.kind }}",
	}))
	contract, err := Contract(file)
	if err != nil {
		t.Fatal(err)
	}
	if got := contract.String(); got != "pager 1.2.3" {
		t.Errorf("it is of %s", got)
	}
	values, err := manifest.Of(map[string]any{
		"replicas": "many", "colour": "red", "colours": 1, "resources": map[string]any{"requests": map[string]any{"cpu": 1}},
		"web": map[string]any{"port": 81, "kind": "x", "prot": 1}, "store": map[string]any{"size": "2Gi", "siez": 1},
	})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, v := range contract.Check(values) {
		got = append(got, v.Path.String())
	}
	slices.Sort(got)
	if want := []string{"colours", "replicas", "store.siez", "web.prot"}; !slices.Equal(got, want) {
		t.Errorf("violations at %q, want %q", got, want)
	}
	if of, ok := charts.ContractOf(charts.Chart{Name: "pager", Contract: contract}); !ok || of != contract {
		t.Error("a chart does not have the contract that it carries")
	}
}

// TestNoArchive: whatever else a file is, it is told.
func TestNoArchive(t *testing.T) {
	chart := "name: pager\nversion: 1.2.3\n"
	cases := map[string]struct {
		reason string
		data   []byte
		want   string
	}{
		"Text":      {"A file that is no archive.", []byte("name: pager\n"), "neither a folder nor a chart's archive"},
		"Empty":     {"An archive of nothing.", archive(t, nil), "nothing is in it"},
		"Loose":     {"Files of no folder.", archive(t, map[string]string{"Chart.yaml": chart}), `"Chart.yaml" is not in the chart's folder`},
		"Outside":   {"A name that leads out of the archive.", archive(t, map[string]string{"../pager/Chart.yaml": chart}), "is not in the chart's folder"},
		"Two":       {"Two charts are not one.", archive(t, map[string]string{"a/Chart.yaml": chart, "b/Chart.yaml": chart}), "two folders, a and b"},
		"NoChart":   {"A folder that is no chart.", archive(t, map[string]string{"a/values.yaml": "{}\n"}), "there is no Chart.yaml"},
		"NoVersion": {"A contract is of a version.", archive(t, map[string]string{"a/Chart.yaml": "name: pager\n"}), "does not say the chart's name and version"},
		"Huge":      {"What would fill the memory.", archive(t, map[string]string{"a/Chart.yaml": chart, "a/b": strings.Repeat("x", largest+1)}), "too large for a chart"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if _, err := Contract(write(t, tc.data)); err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("%s\ngot  %v\nwant %s", tc.reason, err, tc.want)
			}
		})
	}
}

// FuzzArchive: no archive makes the reader fall over, and what it reads can be
// read again.
func FuzzArchive(f *testing.F) {
	f.Add(archive(f, map[string]string{"a/Chart.yaml": "name: a\nversion: 1.2.3\n", "a/values.yaml": "a: {b: [1]}\n# c: 1\n"}))
	f.Add(archive(f, map[string]string{"../a": "", "a/./b": ""}))
	f.Fuzz(func(t *testing.T, data []byte) {
		chart, err := unpack(data)
		if err != nil {
			return
		}
		c, err := ReadFS(chart)
		if err != nil {
			return
		}
		if strings.ContainsAny(c.Name+c.Version, "\r\n") {
			return
		}
		if _, err := charts.ParseContract(string(c.Text())); err != nil {
			t.Errorf("%v in\n%s", err, c.Text())
		}
	})
}
