package tree

import (
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var errKilled = errors.New("killed")

// killer lets a number of operations pass and then none: what a killed process
// does. Operations that only sync do not count.
type killer struct {
	mu     sync.Mutex
	allow  int
	called int
	ops    []string
}

func (k *killer) step(op, p string) error {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.called >= k.allow {
		return errKilled
	}
	k.ops = append(k.ops, op+" "+p)
	if err := unsynced(op, p); err != nil {
		return err // nothing happened, so the instant after it is none of its own
	}
	k.called++
	return nil
}

// unsynced makes tests fast: a killed process, unlike a power cut, loses
// nothing that was written and not yet synced.
func unsynced(op, _ string) error {
	if op == "sync" || op == "syncdir" {
		return errSkip
	}
	return nil
}

// scenario is a directory before a run, and the trees of the run that is
// killed and of the one after.
type scenario struct {
	before, foreign contents
	killed, next    contents
}

// TestKilledAnywhere: after a run is killed between any two operations, the
// next run ends exactly as if the killed one had never been, ledger and empty
// directories included, and strangers' files are whole all along.
func TestKilledAnywhere(t *testing.T) {
	mixed := contents{"same": "1", "changed": "1", "gone/x": "1", "gone/deep/y": "1", "half/old": "1", "f": "1", "d/e/f": "1", "Case": "1"}
	after := contents{"same": "1", "changed": "2", "new/a/b": "1", "new/c": "", "half/new": "1", "f/g": "1", "d": "1", "case": "1", "mine.md?": "ours"}
	strangers := contents{"mine.md": "mine", "half/mine": "x", "link": "-> half", ".git/config": "x", "empty/": ""}
	cases := map[string]struct {
		reason string
		scenario
	}{
		"Fresh":   {"the first run has no ledger to rely on", scenario{nil, nil, after, after}},
		"Mixed":   {"every kind of change at once", scenario{mixed, strangers, after, after}},
		"Adopts":  {"a file that is adopted is ours from the start", scenario{nil, contents{"changed": "2", "z": "x"}, after, after}},
		"Clears":  {"all goes, the ledger last", scenario{mixed, strangers, nil, nil}},
		"Returns": {"the next run wants the old tree again", scenario{mixed, strangers, after, mixed}},
		"Turns":   {"the next run wants something else altogether", scenario{mixed, strangers, after, contents{"new": "1", "gone": "1", "q/r": "1"}}},
	}
	for name, tc := range cases {
		t.Run(name, func(t *testing.T) {
			clean := prepare(t, tc.scenario)
			mustWrite(t, clean, newTree(t, tc.next), WriteOptions{step: unsynced})
			want := everything(t, clean)
			for allow := 0; ; allow++ {
				if allow > 500 {
					t.Fatal("the run does not end")
				}
				if done := killAt(t, tc.reason, tc.scenario, allow, want); done {
					break
				}
			}
		})
	}
}

func prepare(t *testing.T, s scenario) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "tree")
	mustWrite(t, dir, newTree(t, s.before), WriteOptions{step: unsynced})
	put(t, dir, s.foreign)
	return dir
}

func killAt(t *testing.T, reason string, s scenario, allow int, want contents) (done bool) {
	t.Helper()
	dir := prepare(t, s)
	k := &killer{allow: allow}
	_, err := Write(dir, newTree(t, s.killed), WriteOptions{step: k.step})
	if err != nil && !errors.Is(err, errKilled) {
		t.Fatalf("%s: %v", reason, err)
	}
	at := fmt.Sprintf("%s: killed after %d operations:\n%s", reason, allow, strings.Join(k.ops, "\n"))
	found := everything(t, dir)
	for p, data := range s.foreign {
		if found[p] != data {
			t.Fatalf("%s\nharmed %s of a stranger: %q", at, p, found[p])
		}
	}
	if _, err := Write(dir, newTree(t, s.next), WriteOptions{step: unsynced}); err != nil {
		t.Fatalf("%s\nthe next run fails: %v", at, err)
	}
	if diff := cmp.Diff(want, everything(t, dir)); diff != "" {
		t.Fatalf("%s\n-clean run, +after the kill:\n%s", at, diff)
	}
	return err == nil
}

// TestFailedRunCleansUp: when an operation fails and the process lives on, no
// temporary file remains, and the error names the file.
func TestFailedRunCleansUp(t *testing.T) {
	for _, op := range []string{"create", "write", "sync", "rename"} {
		t.Run(op, func(t *testing.T) {
			dir := t.TempDir()
			failing := op + " " + tempName("a/b")
			if op == "rename" {
				failing = "rename a/b"
			}
			_, err := Write(dir, newTree(t, contents{"a/b": "1"}), WriteOptions{step: func(op, p string) error {
				if op+" "+p == failing {
					return errors.New("disk full")
				}
				return nil
			}})
			if err == nil || !strings.Contains(err.Error(), "a/b: disk full") {
				t.Errorf("want an error that names a/b, got %v", err)
			}
			for p := range onDiskOf(t, dir) {
				if strings.HasPrefix(p, tempPrefix) {
					t.Errorf("%s remains", p)
				}
			}
		})
	}
}

// TestWriteOrder: the ledger knows a file before it is there, and forgets it
// only when it is gone for good.
func TestWriteOrder(t *testing.T) {
	dir := t.TempDir()
	mustWrite(t, dir, newTree(t, contents{"old/x": "1"}), WriteOptions{})
	k := &killer{allow: 100}
	mustWrite(t, dir, newTree(t, contents{"new/x": "1"}), WriteOptions{step: k.step})
	var got []string
	for _, op := range k.ops {
		if !strings.Contains(op, tempPrefix) {
			got = append(got, op)
		}
	}
	want := []string{
		"rename .seamark.sum", "syncdir .", "mkdir new", "rename new/x",
		"remove old/x", "rmdir old", "syncdir .", "rename .seamark.sum", "syncdir .",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want, +got:\n%s", diff)
	}
}

// TestTempIsNeverFollowed: a link that somebody put where a temporary file
// goes fails the run and leaves the link's target whole.
func TestTempIsNeverFollowed(t *testing.T) {
	dir := t.TempDir()
	put(t, dir, contents{"mine": "mine", tempName("a"): "-> mine"})
	_, err := Write(dir, newTree(t, contents{"a": "1"}), WriteOptions{})
	if err == nil || !strings.Contains(err.Error(), "cannot write a") {
		t.Errorf("want an error that names the file, got %v", err)
	}
	if got := everything(t, dir)["mine"]; got != "mine" {
		t.Errorf("the target was overwritten: %q", got)
	}
}
