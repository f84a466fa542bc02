package tree

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTreeAdd(t *testing.T) {
	cases := map[string]struct {
		reason string
		there  []File
		add    File
		want   string // part of the error; empty when the file is accepted
	}{
		"First":       {"an empty tree takes any legal file", nil, File{Path: "a/b"}, ""},
		"Beside":      {"a directory holds many files", []File{{Path: "a/b"}}, File{Path: "a/c"}, ""},
		"Same":        {"two components may share a file", []File{{Path: "a", Data: []byte("x")}}, File{Path: "a", Data: []byte("x")}, ""},
		"Different":   {"one of the two would be lost", []File{{Path: "a", Data: []byte("x")}}, File{Path: "a", Data: []byte("y")}, "twice"},
		"FileThenDir": {"a file has no files in it", []File{{Path: "a"}}, File{Path: "a/b/c"}, "both as a file and as a directory"},
		"DirThenFile": {"a directory has no content", []File{{Path: "a/b/c"}}, File{Path: "a/b"}, "both as a file and as a directory"},
		"Case":        {"macOS would write one file twice", []File{{Path: "a/B"}}, File{Path: "a/b"}, "case alone"},
		"CaseOfDir":   {"macOS would mix two directories", []File{{Path: "Env/a"}}, File{Path: "env/b"}, "case alone"},
		"CaseOfBoth":  {"a file and a directory collide as well", []File{{Path: "A/b"}}, File{Path: "a"}, "case alone"},
		"Illegal":     {"the path's rules hold", nil, File{Path: "../a"}, "illegal path"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			var tree Tree
			for _, f := range tc.there {
				if err := tree.Add(f); err != nil {
					t.Fatalf("Add(%q): %v", f.Path, err)
				}
			}
			before := tree.Len()
			err := tree.Add(tc.add)
			if tc.want == "" {
				if err != nil {
					t.Errorf("%s: Add(%q): unexpected error: %v", tc.reason, tc.add.Path, err)
				}
				return
			}
			if err == nil || !strings.Contains(err.Error(), tc.want) || !strings.Contains(err.Error(), tc.add.Path) {
				t.Errorf("%s: Add(%q): want an error with %q and the path, got %v", tc.reason, tc.add.Path, tc.want, err)
			}
			if tree.Len() != before {
				t.Errorf("%s: a refused file changed the tree", tc.reason)
			}
		})
	}
}

func TestTreeRefusalLeavesNoTrace(t *testing.T) {
	tree := newTree(t, map[string]string{"a/b": ""})
	if err := tree.Add(File{Path: "x/../a"}); err == nil {
		t.Fatal("an illegal path was accepted")
	}
	if err := tree.Add(File{Path: "new/dir/A"}); err != nil {
		t.Fatal(err)
	}
	if err := tree.Add(File{Path: "new/dir/a"}); err == nil {
		t.Fatal("a collision was accepted")
	}
	if err := tree.Add(File{Path: "NEW"}); err == nil {
		t.Error("the directory of an earlier file was forgotten")
	}
}

func TestTreeFiles(t *testing.T) {
	var tree Tree
	for _, p := range []string{"b", "a/c", "a.b", "a/b"} {
		if err := tree.Add(File{Path: p, Yields: true}); err != nil {
			t.Fatal(err)
		}
	}
	if err := tree.Add(File{Path: "b"}); err != nil {
		t.Fatal(err)
	}
	want := []File{{Path: "a.b", Yields: true}, {Path: "a/b", Yields: true}, {Path: "a/c", Yields: true}, {Path: "b"}}
	if diff := cmp.Diff(want, tree.Files()); diff != "" {
		t.Errorf("Files are sorted, and yield only if every Add said so: -want, +got:\n%s", diff)
	}
	tree.Files()[0].Path = "changed"
	if got := tree.Files()[0].Path; got != "a.b" {
		t.Errorf("the list is the caller's own; the tree now says %q", got)
	}
}
