package tree

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// That Check agrees with Write and writes nothing, TestWrite asserts in each of
// its cases.

func TestCheckMissingDirectory(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "tree")
	plan, err := Check(dir, newTree(t, contents{"b": "1", "a/c": "1", "README.md?": ""}), WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Plan{Added: []string{"README.md", "a/c", "b"}, Ledger: true}, plan); diff != "" {
		t.Errorf("everything is missing: -want, +got:\n%s", diff)
	}
	if everything(t, dir) != nil {
		t.Error("Check created the directory")
	}
}

// TestNoDirectory: where Write could not create the directory, Check and Diff
// say so in the same words.
func TestNoDirectory(t *testing.T) {
	dir := t.TempDir()
	t.Chdir(dir)
	if err := errors.Join(os.Symlink("nowhere", "link"), os.WriteFile("file", nil, 0o644)); err != nil {
		t.Fatal(err)
	}
	cases := map[string]struct{ reason, dir, want string }{
		"Unnamed":   {"An empty variable of a script.", "", "no folder is named"},
		"Dangling":  {"Nobody knows what the link is to become.", "link", "link is a link that leads nowhere"},
		"BelowLink": {"Nor what is in there.", "link/tree/x", "link is a link that leads nowhere"},
		"BelowFile": {"A file holds nothing.", "file/tree", "not a directory"},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			tree := newTree(t, contents{"a": "1"})
			_, written := Write(tc.dir, tree, WriteOptions{})
			_, checked := Check(tc.dir, tree, WriteOptions{})
			_, compared := Diff(io.Discard, tc.dir, tree, WriteOptions{})
			for what, err := range map[string]error{"Write": written, "Check": checked, "Diff": compared} {
				if err == nil || !strings.HasSuffix(err.Error(), tc.want) || written == nil || err.Error() != written.Error() {
					t.Errorf("%s\n%s: got %v, want %s", tc.reason, what, err, tc.want)
				}
			}
		})
	}
}

// TestNoTree: rendering makes none where there are errors, which somebody may
// have passed over.
func TestNoTree(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	_, written := Write(dir, nil, WriteOptions{})
	_, checked := Check(dir, nil, WriteOptions{})
	_, compared := Diff(io.Discard, dir, nil, WriteOptions{})
	streamed := (*Tree)(nil).Stream(io.Discard, WriteOptions{})
	for what, err := range map[string]error{"Write": written, "Check": checked, "Diff": compared, "Stream": streamed} {
		if !errors.Is(err, errNoTree) {
			t.Errorf("%s: got %v, want %v", what, err, errNoTree)
		}
	}
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a folder was made for no tree: %v", err)
	}
}

func TestPlanDrift(t *testing.T) {
	cases := map[string]struct {
		reason string
		plan   Plan
		want   bool
	}{
		"Nothing":   {"no file, no drift", Plan{}, false},
		"Unchanged": {"what is as rendered is no drift", Plan{Unchanged: 3}, false},
		"Kept":      {"to give way is not to drift", Plan{Kept: []string{"README.md"}}, false},
		"Added":     {"a missing file", Plan{Added: []string{"a"}}, true},
		"Changed":   {"a file with other bytes", Plan{Changed: []string{"a"}}, true},
		"Removed":   {"a file too many", Plan{Removed: []string{"a"}}, true},
		"Ledger":    {"a ledger that does not say what is there", Plan{Ledger: true}, true},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if got := tc.plan.Drift(); got != tc.want {
				t.Errorf("%s: Drift() = %v", tc.reason, got)
			}
		})
	}
}

func TestUnder(t *testing.T) {
	cases := map[string]struct {
		reason string
		dirs   []string
		path   string
		want   bool
	}{
		"Inside":   {"a file in the directory", []string{"env/a"}, "env/a/x/y", true},
		"Slash":    {"a trailing slash means the same", []string{"env/a/"}, "env/a/x", true},
		"Prefix":   {"a longer name is another directory", []string{"env/a"}, "env/ab/x", false},
		"Itself":   {"a file is not within itself", []string{"env/a"}, "env/a", false},
		"AnyOf":    {"one of several is enough", []string{"env/a", "env/b"}, "env/b/x", true},
		"NoneOf":   {"nothing is under no directory", nil, "env/a", false},
		"TopLevel": {"a file at the root is in no directory", []string{"env/a"}, "README.md", false},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			if got := Under(tc.dirs...)(tc.path); got != tc.want {
				t.Errorf("%s: Under(%q)(%q) = %v", tc.reason, tc.dirs, tc.path, got)
			}
		})
	}
}
