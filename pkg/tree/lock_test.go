//go:build darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd

package tree

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestTwoRunsAtOnce: whatever runs meet, the directory holds the whole of one
// tree afterwards.
func TestTwoRunsAtOnce(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "tree")
	trees := make([]contents, 3)
	for i := range trees {
		trees[i] = contents{"shared": fmt.Sprint(i), "f": "1"}
		for j := range 20 {
			trees[i][fmt.Sprintf("d%d/f%d", i, j)] = fmt.Sprint(i, j)
		}
	}
	trees[1]["f/g"] = "1"
	delete(trees[1], "f")
	var group sync.WaitGroup
	for i := range 4 * len(trees) {
		tree := newTree(t, trees[i%len(trees)])
		group.Go(func() {
			if _, err := Write(dir, tree, WriteOptions{}); err != nil {
				t.Errorf("Write: %v", err)
			}
		})
	}
	group.Wait()
	got := onDiskOf(t, dir)
	for _, tree := range trees {
		if cmp.Equal(tree, got) {
			return
		}
	}
	t.Errorf("the directory holds none of the trees: %v", got)
}

// TestSecondRunWaits: while one run has the directory, another does not start.
func TestSecondRunWaits(t *testing.T) {
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer closeRoot(root)
	unlock, err := lock(root, func() { t.Error("nobody has the directory") })
	if err != nil {
		t.Fatal(err)
	}
	written, waiting := make(chan error, 1), make(chan bool, 1)
	go func() {
		_, err := Write(dir, newTree(t, contents{"a": "1"}), WriteOptions{Waiting: func() { waiting <- true }})
		written <- err
	}()
	<-waiting
	select {
	case err := <-written:
		t.Errorf("Write did not wait: %v", err)
	case <-time.After(100 * time.Millisecond):
	}
	if _, err := Check(dir, newTree(t, contents{"a": "1"}), WriteOptions{}); err != nil {
		t.Errorf("Check waits for nobody: %v", err)
	}
	unlock()
	if err := <-written; err != nil {
		t.Errorf("Write: %v", err)
	}
	if diff := cmp.Diff(contents{"a": "1"}, onDiskOf(t, dir)); diff != "" {
		t.Errorf("-want, +got:\n%s", diff)
	}
}
