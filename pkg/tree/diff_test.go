package tree

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestDiff(t *testing.T) {
	dir := t.TempDir()
	lines := strings.Split("1 2 3 4 5 6 7 8 9", " ")
	mustWrite(t, dir, newTree(t, contents{
		"changed": strings.Join(lines, "\n") + "\n", "gone": "x\ny\n", "same": "1", "gone.empty": "", "blob": "\x00a",
	}), WriteOptions{})
	put(t, dir, contents{"README.md": "mine"})
	lines[4] = "five"
	tree := newTree(t, contents{
		"changed": strings.Join(lines, "\n") + "\n", "dir/new": "a: 1", "new.empty": "", "same": "1", "blob": "\x00b", "README.md?": "ours",
	})
	want := `Binary files a/blob and b/blob differ
diff a/changed b/changed
--- a/changed
+++ b/changed
@@ -2,7 +2,7 @@
 2
 3
 4
-5
+five
 6
 7
 8
diff /dev/null b/dir/new
--- /dev/null
+++ b/dir/new
@@ -0,0 +1,1 @@
+a: 1
\ No newline at end of file
diff a/gone /dev/null
--- a/gone
+++ /dev/null
@@ -1,2 +0,0 @@
-x
-y
diff a/gone.empty /dev/null
--- a/gone.empty
+++ /dev/null
diff /dev/null b/new.empty
--- /dev/null
+++ b/new.empty
`
	before := everything(t, dir)
	var out strings.Builder
	plan, err := Diff(&out, dir, tree, WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Errorf("-want, +got:\n%s", diff)
	}
	if diff := cmp.Diff(before, everything(t, dir)); diff != "" {
		t.Errorf("Diff wrote: -before, +after:\n%s", diff)
	}
	if diff := cmp.Diff(mustWrite(t, dir, tree, WriteOptions{}), plan); diff != "" {
		t.Errorf("the plan is not Write's: -write, +diff:\n%s", diff)
	}
	out.Reset()
	if plan, err := Diff(&out, dir, tree, WriteOptions{}); err != nil || plan.Drift() || out.Len() > 0 {
		t.Errorf("after Write nothing differs, got %+v, %v and\n%s", plan, err, &out)
	}
}

// TestDiffLedgerAlone: drift that no file shows is not silent.
func TestDiffLedgerAlone(t *testing.T) {
	dir := t.TempDir()
	tree := newTree(t, contents{"a": "1"})
	mustWrite(t, dir, tree, WriteOptions{})
	if err := os.Remove(filepath.Join(dir, LedgerName)); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	plan, err := Diff(&out, dir, tree, WriteOptions{})
	if err != nil || !plan.Drift() || !strings.Contains(out.String(), "+++ b/.seamark.sum") {
		t.Errorf("want the ledger as drift, got %+v, %v and\n%s", plan, err, &out)
	}
}

func TestDiffMissingDirectory(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "tree")
	var out strings.Builder
	plan, err := Diff(&out, dir, newTree(t, contents{"b": "1\n", "a/c": "2\n"}), WriteOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Plan{Added: []string{"a/c", "b"}, Ledger: true}, plan); diff != "" {
		t.Errorf("everything is added: -want, +got:\n%s", diff)
	}
	if got := strings.Count(out.String(), "--- /dev/null\n"); got != 2 {
		t.Errorf("want 2 whole files, got %d:\n%s", got, &out)
	}
	if everything(t, dir) != nil {
		t.Error("Diff created the directory")
	}
}

type brokenPipe struct{}

func (brokenPipe) Write([]byte) (int, error) { return 0, errors.New("broken pipe") }

func TestDiffReportsItsWriter(t *testing.T) {
	_, err := Diff(brokenPipe{}, t.TempDir(), newTree(t, contents{"a": "1"}), WriteOptions{})
	if err == nil || !strings.Contains(err.Error(), "broken pipe") {
		t.Errorf("want the writer's error, got %v", err)
	}
}
