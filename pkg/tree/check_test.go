package tree

import (
	"path/filepath"
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
