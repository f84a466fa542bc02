package tree

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// contents are files by path: a trailing slash makes a directory, and content
// that begins with "-> " a symbolic link.
type contents = map[string]string

// newTree is a tree of files; a path that ends in ? is a file that yields.
func newTree(t testing.TB, files contents) *Tree {
	t.Helper()
	tree := &Tree{}
	for p, data := range files {
		bare, yields := strings.CutSuffix(p, "?")
		if err := tree.Add(File{Path: bare, Data: []byte(data), Yields: yields}); err != nil {
			t.Fatal(err)
		}
	}
	return tree
}

// put writes files into a directory, as a stranger would.
func put(t testing.TB, dir string, files contents) {
	t.Helper()
	for _, p := range slices.Sorted(maps.Keys(files)) {
		full := filepath.Join(dir, filepath.FromSlash(p))
		target, link := strings.CutPrefix(files[p], "-> ")
		err := os.MkdirAll(filepath.Dir(full), 0o755)
		switch {
		case err != nil:
		case strings.HasSuffix(p, "/"):
			err = os.MkdirAll(full, 0o755)
		case link:
			err = os.Symlink(target, full)
		default:
			err = os.WriteFile(full, []byte(files[p]), 0o644)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// onDiskOf is all that a directory holds but the ledger; nil when there is
// none. Directories are listed only when they are empty.
func onDiskOf(t testing.TB, dir string) contents {
	t.Helper()
	all := everything(t, dir)
	delete(all, LedgerName)
	return all
}

func everything(t testing.TB, dir string) contents {
	t.Helper()
	if _, err := os.Lstat(dir); os.IsNotExist(err) {
		return nil
	}
	found := contents{}
	err := filepath.WalkDir(dir, func(full string, d fs.DirEntry, err error) error {
		if err != nil || full == dir {
			return err
		}
		p, err := filepath.Rel(dir, full)
		if err != nil {
			return err
		}
		p = filepath.ToSlash(p)
		switch {
		case d.IsDir():
			entries, err := os.ReadDir(full)
			if len(entries) == 0 {
				found[p+"/"] = ""
			}
			return err
		case d.Type()&fs.ModeSymlink != 0:
			target, err := os.Readlink(full)
			found[p] = "-> " + target
			return err
		}
		data, err := os.ReadFile(full)
		found[p] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func mustWrite(t testing.TB, dir string, tree *Tree, opts WriteOptions) Plan {
	t.Helper()
	plan, err := Write(dir, tree, opts)
	if err != nil {
		t.Fatalf("Write: %v", err)
	}
	return plan
}

// owns is the list of paths in a directory's ledger.
func owns(t testing.TB, dir string) []string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(dir, LedgerName))
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	l, err := parseLedger(data)
	if err != nil {
		t.Fatal(err)
	}
	return slices.Sorted(maps.Keys(l))
}

func TestWrite(t *testing.T) {
	cases := map[string]struct {
		reason  string
		before  contents // rendered by an earlier run
		foreign contents // then put there by somebody else
		deleted []string // or deleted
		tree    contents
		plan    Plan
		want    contents
		owned   []string
	}{
		"Fresh": {
			reason: "everything is new",
			tree:   contents{"a": "1", "d/e/f": "2"},
			plan:   Plan{Added: []string{"a", "d/e/f"}, Ledger: true},
			want:   contents{"a": "1", "d/e/f": "2"},
			owned:  []string{"a", "d/e/f"},
		},
		"Unchanged": {
			reason: "the same tree changes nothing",
			before: contents{"a": "1", "b/c": "2"}, tree: contents{"a": "1", "b/c": "2"},
			plan: Plan{Unchanged: 2}, want: contents{"a": "1", "b/c": "2"}, owned: []string{"a", "b/c"},
		},
		"Everything": {
			reason: "a run adds, changes and removes, and takes emptied directories away",
			before: contents{"same": "1", "changed": "1", "gone/deep/er": "1"},
			tree:   contents{"same": "1", "changed": "2", "new/er": "1"},
			plan:   Plan{Added: []string{"new/er"}, Changed: []string{"changed"}, Removed: []string{"gone/deep/er"}, Unchanged: 1, Ledger: true},
			want:   contents{"same": "1", "changed": "2", "new/er": "1"},
			owned:  []string{"changed", "new/er", "same"},
		},
		"SameSize": {
			reason: "a size tells nothing about bytes",
			before: contents{"a": "12"}, tree: contents{"a": "21"},
			plan: Plan{Changed: []string{"a"}, Ledger: true}, want: contents{"a": "21"}, owned: []string{"a"},
		},
		"EmptyFile": {
			reason: "an empty file is a file",
			before: contents{"a": ""}, tree: contents{"a": "", "b": ""},
			plan: Plan{Added: []string{"b"}, Unchanged: 1, Ledger: true}, want: contents{"a": "", "b": ""}, owned: []string{"a", "b"},
		},
		"EmptyTree": {
			reason: "of a tree without files nothing remains, and strangers' files do",
			before: contents{"a": "1", "b/c": "1"}, foreign: contents{"b/mine": "x"}, tree: contents{},
			plan: Plan{Removed: []string{"a", "b/c"}, Ledger: true}, want: contents{"b/mine": "x"},
		},
		"EditedByHand": {
			reason: "a file of ours stays ours when somebody edits it",
			before: contents{"a": "1"}, foreign: contents{"a": "edited"}, tree: contents{"a": "1"},
			plan: Plan{Changed: []string{"a"}}, want: contents{"a": "1"}, owned: []string{"a"},
		},
		"DeletedByHand": {
			reason: "a file of ours that somebody deleted comes back",
			before: contents{"a/b": "1", "c": "1"}, deleted: []string{"a"}, tree: contents{"a/b": "1", "c": "1"},
			plan: Plan{Added: []string{"a/b"}, Unchanged: 1}, want: contents{"a/b": "1", "c": "1"}, owned: []string{"a/b", "c"},
		},
		"DeletedAndGone": {
			reason: "a file that is gone already is only forgotten",
			before: contents{"a": "1", "b": "1"}, deleted: []string{"b"}, tree: contents{"a": "1"},
			plan: Plan{Unchanged: 1, Ledger: true}, want: contents{"a": "1"}, owned: []string{"a"},
		},
		"ForeignBeside": {
			reason: "strangers' files in our directories are nobody's business but theirs",
			before: contents{"a/b": "1"}, foreign: contents{"a/mine": "x", "z/mine": "x", "link": "-> z"}, tree: contents{"c": "1"},
			plan: Plan{Added: []string{"c"}, Removed: []string{"a/b"}, Ledger: true},
			want: contents{"a/mine": "x", "z/mine": "x", "c": "1", "link": "-> z"}, owned: []string{"c"},
		},
		"ForeignEmptyDir": {
			reason: "an empty directory that we did not empty stays",
			before: contents{"a/b": "1", "c": "1"}, foreign: contents{"a/empty/": ""}, tree: contents{"c": "1"},
			plan: Plan{Removed: []string{"a/b"}, Unchanged: 1, Ledger: true},
			want: contents{"a/empty/": "", "c": "1"}, owned: []string{"c"},
		},
		"Adopt": {
			reason:  "a stranger's file with our bytes becomes ours",
			foreign: contents{"a": "1"}, tree: contents{"a": "1"},
			plan: Plan{Unchanged: 1, Ledger: true}, want: contents{"a": "1"}, owned: []string{"a"},
		},
		"Yields": {
			reason:  "a yielding file leaves a stranger's alone and out of the ledger",
			foreign: contents{"README.md": "mine"}, tree: contents{"README.md?": "ours", "a": "1"},
			plan: Plan{Added: []string{"a"}, Kept: []string{"README.md"}, Ledger: true},
			want: contents{"README.md": "mine", "a": "1"}, owned: []string{"a"},
		},
		"YieldsToLink": {
			reason:  "a link is a stranger's file, even if we had a file there before",
			before:  contents{"README.md?": "ours"},
			deleted: []string{"README.md"}, foreign: contents{"README.md": "-> elsewhere"}, tree: contents{"README.md?": "ours"},
			plan: Plan{Kept: []string{"README.md"}, Ledger: true}, want: contents{"README.md": "-> elsewhere"},
		},
		"YieldsToNobody": {
			reason: "without a stranger's file a yielding file is like any other",
			before: contents{"README.md?": "old"}, tree: contents{"README.md?": "new"},
			plan: Plan{Changed: []string{"README.md"}, Ledger: true}, want: contents{"README.md": "new"}, owned: []string{"README.md"},
		},
		"FileBecomesDir": {
			reason: "our own file makes room for a directory",
			before: contents{"a": "1"}, tree: contents{"a/b/c": "1"},
			plan: Plan{Added: []string{"a/b/c"}, Removed: []string{"a"}, Ledger: true}, want: contents{"a/b/c": "1"}, owned: []string{"a/b/c"},
		},
		"DirBecomesFile": {
			reason: "our own directory makes room for a file, with empty directories in it",
			before: contents{"a/b/c": "1", "a/d": "1"}, foreign: contents{"a/e/f/": ""}, tree: contents{"a": "1"},
			plan: Plan{Added: []string{"a"}, Removed: []string{"a/b/c", "a/d"}, Ledger: true}, want: contents{"a": "1"}, owned: []string{"a"},
		},
		"CaseChanges": {
			reason: "a new spelling of a name is a new file",
			before: contents{"Dir/A": "1"}, tree: contents{"dir/a": "1"},
			plan: Plan{Added: []string{"dir/a"}, Removed: []string{"Dir/A"}, Ledger: true}, want: contents{"dir/a": "1"}, owned: []string{"dir/a"},
		},
		"RemovedIsLink": {
			reason: "what replaced our file is a stranger's: it stays, whatever the tree lacks",
			before: contents{"a": "1", "b": "1", "d/e": "1"}, deleted: []string{"a", "d"},
			foreign: contents{"a": "-> b", "x/e": "mine", "d": "-> x"}, tree: contents{"b": "1"},
			plan: Plan{Unchanged: 1, Ledger: true}, want: contents{"a": "-> b", "b": "1", "x/e": "mine", "d": "-> x"}, owned: []string{"b"},
		},
		"StaleTemp": {
			reason:  "what a killed run left is cleaned, and nothing that only looks alike",
			before:  contents{"a": "1"},
			foreign: contents{tempName("a"): "half", tempPrefix + "notes": "mine", tempPrefix + "cafe": "mine", tempName("d") + "/": ""}, tree: contents{"a": "1"},
			plan: Plan{Unchanged: 1}, want: contents{"a": "1", tempPrefix + "notes": "mine", tempPrefix + "cafe": "mine", tempName("d") + "/": ""}, owned: []string{"a"},
		},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "new", "tree")
			mustWrite(t, dir, newTree(t, tc.before), WriteOptions{})
			for _, p := range tc.deleted {
				if err := os.RemoveAll(filepath.Join(dir, p)); err != nil {
					t.Fatal(err)
				}
			}
			put(t, dir, tc.foreign)
			tree := newTree(t, tc.tree)

			before := everything(t, dir)
			plan, err := Check(dir, tree, WriteOptions{})
			if err != nil {
				t.Fatalf("%s: Check: %v", tc.reason, err)
			}
			if diff := cmp.Diff(before, everything(t, dir)); diff != "" {
				t.Errorf("%s: Check wrote: -before, +after:\n%s", tc.reason, diff)
			}
			written := mustWrite(t, dir, tree, WriteOptions{})

			if diff := cmp.Diff(tc.plan, written); diff != "" {
				t.Errorf("%s: plan: -want, +got:\n%s", tc.reason, diff)
			}
			if diff := cmp.Diff(plan, written); diff != "" {
				t.Errorf("%s: Check and Write differ: -check, +write:\n%s", tc.reason, diff)
			}
			if diff := cmp.Diff(tc.want, onDiskOf(t, dir)); diff != "" {
				t.Errorf("%s: disk: -want, +got:\n%s", tc.reason, diff)
			}
			if diff := cmp.Diff(tc.owned, owns(t, dir)); diff != "" {
				t.Errorf("%s: ledger: -want, +got:\n%s", tc.reason, diff)
			}
			if _, found := everything(t, dir)[LedgerName]; found != (tc.owned != nil) {
				t.Errorf("%s: there is a ledger exactly when something is owned; found %v", tc.reason, found)
			}
			again := mustWrite(t, dir, tree, WriteOptions{})
			if again.Drift() {
				t.Errorf("%s: a second run still changes something: %+v", tc.reason, again)
			}
		})
	}
}

func TestWriteRefuses(t *testing.T) {
	cases := map[string]struct {
		reason  string
		foreign contents
		tree    contents
		want    []string // parts of the error
	}{
		"Foreign": {
			"a stranger's file is not overwritten, and all of them are named at once",
			contents{"a": "mine", "d/e": "mine", "ok": "1"}, contents{"a": "1", "d/e": "2", "ok": "1", "new": "1"},
			[]string{"a: somebody", "d/e: somebody", "delete it or move it away"},
		},
		"Link":          {"a link is not overwritten", contents{"b": "1", "a": "-> b"}, contents{"a": "1"}, []string{"a: a symbolic link", "never followed"}},
		"LinkOutside":   {"a link is not followed out of the root", contents{"a": "-> ../outside"}, contents{"a": "secret"}, []string{"a: a symbolic link"}},
		"LinkDir":       {"nor is a linked directory, even one inside", contents{"real/x": "1", "d": "-> real"}, contents{"d/e": "1", "d/f/g": "1"}, []string{"d: a symbolic link"}},
		"LinkDirYields": {"nor for a file that yields", contents{"d": "-> .."}, contents{"d/README.md?": "1"}, []string{"d: a symbolic link"}},
		"DanglingLink":  {"a link to nothing is a link", contents{"a": "-> nowhere"}, contents{"a": "1"}, []string{"a: a symbolic link"}},
		"FileForDir":    {"a stranger's file does not make room", contents{"d": "mine"}, contents{"d/e": "1"}, []string{"d: somebody else's file"}},
		"DirForFile":    {"nor does a directory with files", contents{"a/mine": "x"}, contents{"a": "1"}, []string{"a: a directory that holds"}},
		"DirWithLink":   {"nor one with a link", contents{"a/mine": "-> x"}, contents{"a": "1"}, []string{"a: a directory that holds"}},
		"Corrupt":       {"a ledger that is not understood stops everything", contents{LedgerName: "what\n"}, contents{"a": "1"}, []string{".seamark.sum:1", `"what"`, "version control"}},
		"LedgerLink":    {"the ledger is not followed either", contents{LedgerName: "-> x"}, contents{"a": "1"}, []string{".seamark.sum", "must be a regular file"}},
		"LedgerDir":     {"nor can it be a directory", contents{LedgerName + "/": ""}, contents{"a": "1"}, []string{".seamark.sum", "must be a regular file"}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			put(t, dir, tc.foreign)
			before := everything(t, dir)
			tree := newTree(t, tc.tree)
			var out strings.Builder
			_, errDiff := Diff(&out, dir, tree, WriteOptions{})
			check, errCheck := Check(dir, tree, WriteOptions{})
			plan, err := Write(dir, tree, WriteOptions{})
			if err == nil || errCheck == nil || errDiff == nil || out.Len() > 0 {
				t.Fatalf("%s: want three errors and no diff, got %v, %v, %v and %q", tc.reason, err, errCheck, errDiff, &out)
			}
			for _, part := range tc.want {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("%s: want %q in the error, got:\n%v", tc.reason, part, err)
				}
			}
			if strings.Contains(err.Error(), dir) {
				t.Errorf("%s: paths are relative to the tree, got:\n%v", tc.reason, err)
			}
			if strings.Count(err.Error(), "d: a symbolic link") > 1 {
				t.Errorf("%s: one obstacle is named once, got:\n%v", tc.reason, err)
			}
			if !slices.Equal(plan.Refused, check.Refused) || (len(plan.Refused) == 0) == strings.Contains(err.Error(), "tree-foreign") {
				t.Errorf("%s: refused are %q, and %q by Check", tc.reason, plan.Refused, check.Refused)
			}
			if plan.Drift() {
				t.Errorf("%s: a refused run has done nothing, got %+v", tc.reason, plan)
			}
			if diff := cmp.Diff(before, everything(t, dir)); diff != "" {
				t.Errorf("%s: disk: -before, +after:\n%s", tc.reason, diff)
			}
		})
	}
}

func TestWriteCreatesNothingForNothing(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "tree")
	none := WriteOptions{Scope: Under("elsewhere")}
	mustWrite(t, dir, &Tree{}, WriteOptions{})
	mustWrite(t, dir, newTree(t, contents{"a": "1"}), none)
	if got := everything(t, dir); got != nil {
		t.Errorf("a run without files created the directory: %v", got)
	}
}

func TestWriteRootIsFile(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "tree")
	put(t, filepath.Dir(dir), contents{"tree": "mine"})
	if _, err := Write(dir, newTree(t, contents{"a": "1"}), WriteOptions{}); err == nil {
		t.Error("a file was taken for the tree's directory")
	}
}

// TestWriteTouchesNothing: a second run keeps every modification time, of
// directories and of the ledger too, and does no operation that writes.
func TestWriteTouchesNothing(t *testing.T) {
	dir := t.TempDir()
	tree := newTree(t, contents{"a": "1", "b/c": "2", "README.md?": "3"})
	mustWrite(t, dir, tree, WriteOptions{})
	long := time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)
	paths := []string{".", "a", "b", "b/c", "README.md", LedgerName}
	for _, p := range paths {
		if err := os.Chtimes(filepath.Join(dir, p), long, long); err != nil {
			t.Fatal(err)
		}
	}
	mustWrite(t, dir, tree, WriteOptions{step: func(op, p string) error {
		t.Errorf("an unchanged tree led to %s %s", op, p)
		return nil
	}})
	for _, p := range paths {
		info, err := os.Lstat(filepath.Join(dir, p))
		if err != nil {
			t.Fatal(err)
		}
		if !info.ModTime().Equal(long) {
			t.Errorf("%s: touched at %v", p, info.ModTime())
		}
	}
}

func TestWriteKeepsUnchangedBesideChanged(t *testing.T) {
	dir := t.TempDir()
	mustWrite(t, dir, newTree(t, contents{"same": "1", "other": "1"}), WriteOptions{})
	long := time.Date(2001, 2, 3, 4, 5, 6, 0, time.UTC)
	if err := os.Chtimes(filepath.Join(dir, "same"), long, long); err != nil {
		t.Fatal(err)
	}
	mustWrite(t, dir, newTree(t, contents{"same": "1", "other": "2"}), WriteOptions{})
	if info, err := os.Lstat(filepath.Join(dir, "same")); err != nil || !info.ModTime().Equal(long) {
		t.Errorf("a file whose bytes stay was touched: %v, %v", info, err)
	}
}

func TestWriteModes(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "tree")
	mustWrite(t, dir, newTree(t, contents{"a/b": "1"}), WriteOptions{})
	plain := filepath.Join(t.TempDir(), "plain")
	if err := os.WriteFile(plain, nil, 0o644); err != nil { // as the umask has it
		t.Fatal(err)
	}
	want, err := os.Stat(plain)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range []string{"a/b", LedgerName} {
		got, err := os.Stat(filepath.Join(dir, p))
		if err != nil || got.Mode() != want.Mode() {
			t.Errorf("%s: want mode %v, got %v, %v", p, want.Mode(), got.Mode(), err)
		}
	}
}

// TestWriteScope: a run for one part leaves the rest alone, on the disk and in
// the ledger, and still cleans up within the part.
func TestWriteScope(t *testing.T) {
	dir := t.TempDir()
	mustWrite(t, dir, newTree(t, contents{"top": "1", "env/a/x": "1", "env/a/old": "1", "env/b/x": "1", "env/ab/x": "1"}), WriteOptions{})
	put(t, dir, contents{"other": "mine", "env/b/x": "edited"})

	tree := newTree(t, contents{"top": "2", "other": "2", "env/a/x": "2", "env/a/new": "2", "env/b/new": "2"})
	plan := mustWrite(t, dir, tree, WriteOptions{Scope: Under("env/a/")})

	want := Plan{Added: []string{"env/a/new"}, Changed: []string{"env/a/x"}, Removed: []string{"env/a/old"}, Ledger: true}
	if diff := cmp.Diff(want, plan); diff != "" {
		t.Errorf("plan: -want, +got:\n%s", diff)
	}
	disk := contents{"top": "1", "other": "mine", "env/a/x": "2", "env/a/new": "2", "env/b/x": "edited", "env/ab/x": "1"}
	if diff := cmp.Diff(disk, onDiskOf(t, dir)); diff != "" {
		t.Errorf("disk: -want, +got:\n%s", diff)
	}
	if diff := cmp.Diff([]string{"env/a/new", "env/a/x", "env/ab/x", "env/b/x", "top"}, owns(t, dir)); diff != "" {
		t.Errorf("ledger: -want, +got:\n%s", diff)
	}
	if plan, err := Check(dir, tree, WriteOptions{Scope: Under("env/a")}); err != nil || plan.Drift() {
		t.Errorf("the part still drifts: %+v, %v", plan, err)
	}
}

func TestLedgerIsSha256sum(t *testing.T) {
	dir := t.TempDir()
	mustWrite(t, dir, newTree(t, contents{"b": "hello\n", "a/c": "", "README.md?": "x"}), WriteOptions{})
	want := "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a/c\n" +
		"5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03  b\n"
	put(t, dir, contents{"README.md": "mine", LedgerName: want})
	mustWrite(t, dir, newTree(t, contents{"b": "hello\n", "a/c": "", "README.md?": "x"}), WriteOptions{})
	if diff := cmp.Diff(want, everything(t, dir)[LedgerName]); diff != "" {
		t.Errorf("-want, +got:\n%s", diff)
	}
}

// TestTakeOver: to delete a line from the ledger makes a yielding file one's
// own.
func TestTakeOver(t *testing.T) {
	dir := t.TempDir()
	tree := newTree(t, contents{"README.md?": "ours"})
	mustWrite(t, dir, tree, WriteOptions{})
	put(t, dir, contents{"README.md": "mine", LedgerName: ""})
	plan := mustWrite(t, dir, tree, WriteOptions{})
	if diff := cmp.Diff(Plan{Kept: []string{"README.md"}}, plan); diff != "" {
		t.Errorf("-want, +got:\n%s", diff)
	}
}

// TestCaseChangesWhereCaseIsIgnored: there, the old and the new spelling name
// one file, as two hard links do here. It must not be adopted by the one name
// and then removed by the other.
func TestCaseChangesWhereCaseIsIgnored(t *testing.T) {
	dir := t.TempDir()
	mustWrite(t, dir, newTree(t, contents{"File": "1"}), WriteOptions{})
	if err := os.Link(filepath.Join(dir, "File"), filepath.Join(dir, "file")); err != nil {
		t.Fatal(err)
	}
	plan := mustWrite(t, dir, newTree(t, contents{"file": "1"}), WriteOptions{})
	if diff := cmp.Diff(Plan{Added: []string{"file"}, Removed: []string{"File"}, Ledger: true}, plan); diff != "" {
		t.Errorf("the old name goes first, then the new one is written: -want, +got:\n%s", diff)
	}
	if diff := cmp.Diff(contents{"file": "1"}, onDiskOf(t, dir)); diff != "" {
		t.Errorf("disk: -want, +got:\n%s", diff)
	}
}
