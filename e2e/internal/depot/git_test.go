package depot

import (
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// git runs in dir as a user without settings would.
func git(t *testing.T, dir string, args ...string) (string, error) {
	t.Helper()
	cmd := exec.Command("git", args...)
	cmd.Dir = dir
	cmd.Env = []string{"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir(), "GIT_CONFIG_NOSYSTEM=1", "GIT_TERMINAL_PROMPT=0"}
	out, err := cmd.CombinedOutput()
	return strings.TrimSpace(string(out)), err
}

// read is what a folder holds, beside .git.
func read(t *testing.T, dir string) map[string]string {
	t.Helper()
	content := map[string]string{}
	tree := os.DirFS(dir)
	err := fs.WalkDir(tree, ".", func(path string, entry fs.DirEntry, err error) error {
		if entry != nil && entry.Name() == ".git" {
			return fs.SkipDir
		}
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(tree, path)
		content[path] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func tree(content map[string]string) fs.FS {
	all := fstest.MapFS{}
	for path, text := range content {
		all[path] = &fstest.MapFile{Data: []byte(text), Mode: 0o644}
	}
	return all
}

// history are two states of a repository.
func history() []map[string]string {
	return []map[string]string{
		{"README.md": "first\n", "gone/below/file.yaml": "x: 1", `odd "name\`: ""},
		{"README.md": "second\ndata 3\n", "new.yaml": "\x00\n"},
	}
}

func TestPush(t *testing.T) {
	d := start(t)
	clone := filepath.Join(t.TempDir(), "clone")
	for i, want := range history() {
		commit, err := d.Push(tree(want), "a message\n\nof several lines")
		if err != nil {
			t.Fatal(err)
		}
		args := []string{"-C", clone, "pull", "--quiet", "--ff-only"}
		if i == 0 {
			args = []string{"clone", "--quiet", d.GitURL(), clone}
		}
		if out, err := git(t, "", args...); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		if diff := cmp.Diff(want, read(t, clone)); diff != "" {
			t.Errorf("state %d, -pushed +cloned:\n%s", i, diff)
		}
		if head, err := git(t, clone, "rev-parse", "HEAD"); err != nil || head != commit {
			t.Errorf("state %d: Push returned %s, the clone has %s, %v", i, commit, head, err)
		}
	}
	if out, err := git(t, clone, "log", "--format=%s"); err != nil || out != "a message\na message" {
		t.Errorf("log: %q, %v", out, err)
	}
	if out, err := git(t, clone, "push", "--quiet", "origin", "HEAD:main", "HEAD:other"); err == nil {
		t.Errorf("anybody may push: %s", out)
	}
}

// TestPushIsRepeatable wants the same commits for the same pushes, because a
// failed run is compared with a good one by them.
func TestPushIsRepeatable(t *testing.T) {
	push := func() (commits []string) {
		d := start(t)
		for _, state := range append(history(), history()[1]) {
			commit, err := d.Push(tree(state), "a message")
			if err != nil {
				t.Fatal(err)
			}
			commits = append(commits, commit)
		}
		return commits
	}
	first := push()
	if diff := cmp.Diff(first, push()); diff != "" {
		t.Errorf("-first +second:\n%s", diff)
	}
	if first[1] == first[2] {
		t.Error("a push that changes nothing made no commit")
	}
}

func TestPushOfAFolder(t *testing.T) {
	dir := t.TempDir()
	for name, mode := range map[string]os.FileMode{"run.sh": 0o755, "text": 0o644} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, mode); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.MkdirAll(filepath.Join(dir, ".git", "refs"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, ".git", "HEAD"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	d := start(t)
	if _, err := d.Push(os.DirFS(dir), "a folder"); err != nil {
		t.Fatal(err)
	}
	got, err := d.git.run(nil, "ls-tree", "-r", "--format=%(objectmode) %(path)", "main")
	if err != nil || got != "100755 run.sh\n100644 text" {
		t.Errorf("%q, %v", got, err)
	}
	if err := os.Symlink("text", filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	before, err := d.git.run(nil, "rev-parse", "main")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := d.Push(os.DirFS(dir), "a link"); err == nil || !strings.Contains(err.Error(), "link") {
		t.Errorf("a link was pushed as a file: %v", err)
	}
	if after, err := d.git.run(nil, "rev-parse", "main"); err != nil || after != before {
		t.Errorf("half a push moved the branch: %s, %v", after, err)
	}
}
