package kubelet

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
)

// write makes the folder have exactly these files, or, where what is in it is
// kept, only exist. A file is replaced as a whole, so that nobody reads half of
// it, and only when it changes, so that who watches it is not woken for
// nothing.
func write(dir string, files map[string][]byte, kept bool) error {
	if err := os.MkdirAll(dir, 0o755); err != nil || kept {
		return err
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if !filepath.IsLocal(name) {
			return fmt.Errorf("the path %q leaves the volume", name)
		}
		if err := replace(filepath.Join(dir, name), files[name]); err != nil {
			return err
		}
	}
	return removeOthers(dir, files)
}

func replace(path string, content []byte) error {
	old, err := os.ReadFile(path)
	if err == nil && bytes.Equal(old, content) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	temporary := path + ".new"
	if err := os.WriteFile(temporary, content, 0o600); err != nil {
		return err
	}
	return os.Rename(temporary, path)
}

// removeOthers removes the files that are not wanted, and leaves folders.
func removeOthers(dir string, wanted map[string][]byte) error {
	return filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		if _, ok := wanted[filepath.ToSlash(name)]; ok {
			return nil
		}
		if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	})
}
