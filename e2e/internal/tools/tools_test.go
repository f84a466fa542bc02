package tools

import (
	"os"
	"path/filepath"
	"testing"
)

// TestKey wants another build for every change in the pinning module.
func TestKey(t *testing.T) {
	dir := t.TempDir()
	write := func(name, content string) string {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		key, err := key(dir, "")
		if err != nil {
			t.Fatal(err)
		}
		return key
	}
	first := write("go.mod", "module a")
	if again := write("go.mod", "module a"); again != first {
		t.Error("the same files have another key: every run would build again")
	}
	seen := map[string]bool{first: true}
	for name, content := range map[string]string{"go.sum": "x", "main.go": "package main", "go.mod": "module b"} {
		key := write(name, content)
		if seen[key] {
			t.Errorf("a change of %s has no effect: an old program would be used", name)
		}
		seen[key] = true
	}
	if tagged, err := key(dir, "netgo"); err != nil || seen[tagged] {
		t.Errorf("a change of the build tags has no effect: %q, %v", tagged, err)
	}
}

// TestRoot finds the module from one of its folders.
func TestRoot(t *testing.T) {
	root, err := Root()
	if err != nil {
		t.Fatal(err)
	}
	if wd, _ := os.Getwd(); filepath.Join(root, "internal", "tools") != wd {
		t.Errorf("root of %s is %s", wd, root)
	}
}
