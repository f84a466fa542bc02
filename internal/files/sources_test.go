package files_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"seamark.dev/seamark/internal/files"
)

func TestSources(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"c/b.yaml", "c/a.yml", "c/README.md", "c/.hidden.yaml", "c/rules/x.yaml", "z.yaml", "empty/x.txt"} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	cases := map[string]struct {
		reason string
		names  []string
		want   []string
		err    string
	}{
		"Folder":  {"Of a folder the YAML in it, and nothing else.", []string{"c"}, []string{"c/a.yml", "c/b.yaml"}, ""},
		"Order":   {"The order of the names makes no difference.", []string{"z.yaml", "c"}, []string{"c/a.yml", "c/b.yaml", "z.yaml"}, ""},
		"Twice":   {"None is read twice, however it is named.", []string{"./c/b.yaml", "c", "-", "-"}, []string{"-", "c/a.yml", "./c/b.yaml"}, ""},
		"Missing": {"Who reads a file tells that it is not there.", []string{"no.yaml"}, []string{"no.yaml"}, ""},
		"Empty":   {"A folder without any is a mistake.", []string{"empty"}, nil, "empty has no *.yaml or *.yml in it"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			got, err := files.Sources(tc.names)
			said := ""
			if err != nil {
				said = err.Error()
			}
			if diff := cmp.Diff(tc.want, got); diff != "" || said != tc.err {
				t.Errorf("%s: %q (-want +got):\n%s", tc.reason, said, diff)
			}
		})
	}
}
