package licences

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func recorded(t *testing.T) Rows {
	t.Helper()
	text, err := os.ReadFile(Table)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := Parse(string(text))
	if err != nil {
		t.Fatal(err)
	}
	if rows.Text() != string(text) {
		t.Errorf("%s is not as make licences writes it", Table)
	}
	return rows
}

// TestLicences is about every module of every go.mod of the repository.
func TestLicences(t *testing.T) {
	required, err := Required("../..")
	if err != nil {
		t.Fatal(err)
	}
	if len(required) < 500 {
		t.Errorf("found %d modules, want 500 at least", len(required))
	}
	rows := recorded(t)
	for _, finding := range Findings(required, rows) {
		t.Error(finding)
	}
	for exception := range Exceptions {
		path, licence, _ := strings.Cut(exception, " ")
		if !slices.ContainsFunc(required, func(m Module) bool {
			return m.Path == path && slices.Contains(strings.Split(rows[m], " AND "), licence)
		}) {
			t.Errorf("%s: the exception is not needed any more", exception)
		}
	}
}

func TestFindings(t *testing.T) {
	a, b := Module{"example.com/a", "v1.0.0"}, Module{"example.com/a", "v1.1.0"}
	cases := map[string]struct {
		reason   string
		required []Module
		rows     string
		want     []string
	}{
		"Accepted": {"Permissive.", []Module{a}, "example.com/a v1.0.0 Apache-2.0 AND MIT", nil},
		"AGPL":     {"Whoever offers it over a network must give all away.", []Module{a}, "example.com/a v1.0.0 AGPL-3.0", []string{"example.com/a v1.0.0: the licence AGPL-3.0 is not accepted"}},
		"BUSL":     {"Not for production.", []Module{a}, "example.com/a v1.0.0 BUSL", []string{"example.com/a v1.0.0: the licence BUSL is not accepted"}},
		"SSPL":     {"Hidden behind another one.", []Module{a}, "example.com/a v1.0.0 MIT AND SSPL-1.0", []string{"example.com/a v1.0.0: the licence SSPL-1.0 is not accepted"}},
		"Unknown":  {"Nobody knows.", []Module{a}, "example.com/a v1.0.0 unknown", []string{"example.com/a v1.0.0: the licence unknown is not accepted"}},
		"Changed": {"A new version may have another licence.", []Module{b}, "example.com/a v1.0.0 MIT", []string{
			"example.com/a v1.1.0: its licence is not recorded: run make licences",
			"example.com/a v1.0.0: no go.mod requires it any more: run make licences",
		}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			rows, err := Parse("# a comment\n" + tc.rows + "\n")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, Findings(tc.required, rows)); diff != "" {
				t.Errorf("%s (-want +got):\n%s", tc.reason, diff)
			}
		})
	}
	if _, err := Parse("example.com/a v1.0.0\n"); err == nil {
		t.Error("a row without a licence is taken")
	}
}

// TestRequired: a replacement counts and not what it replaces, a folder is of
// this repository, and every go.mod is read.
func TestRequired(t *testing.T) {
	root := t.TempDir()
	for dir, text := range map[string]string{
		"a":          "require (\n\texample.com/x v1.0.0\n\texample.com/y v1.0.0 // indirect\n\texample.com/z v1.0.0\n)\nreplace example.com/y => example.com/fork v1.2.0\nreplace example.com/z => ../z\n",
		"a/b":        "require example.com/x v1.5.0\n",
		"a/testdata": "require example.com/none v1.0.0\n",
	} {
		if err := os.MkdirAll(root+"/"+dir, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(root+"/"+dir+"/go.mod", []byte("module example.com/m\n\ngo 1.26\n\n"+text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := Required(root)
	want := []Module{{"example.com/fork", "v1.2.0"}, {"example.com/x", "v1.0.0"}, {"example.com/x", "v1.5.0"}}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}
