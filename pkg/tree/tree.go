// Package tree holds the files of a repository in memory, and is the only code
// that touches the disk: it writes, checks and compares, and knows by a ledger
// which files are its own.
package tree

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
)

// File is one file of a tree.
type File struct {
	// Path is relative to the tree's root, with slashes on every system.
	Path string
	// Data is the content, byte for byte. The tree keeps the slice.
	Data []byte
	// Yields lets a file of the same name that somebody else wrote stand, as
	// a repository's own README.md. Without it such a file stops the run.
	Yields bool
	// Object tells that the file holds one Kubernetes object, to be applied
	// to some cluster, and is no kustomization.yaml or documentation.
	Object bool
}

// Tree is the rendered repository in memory. The zero value is empty and ready
// to use. Any number of readers may use it at once, but only one may Add.
type Tree struct {
	files map[string]File
	// added are the paths in the order in which they came, which is the
	// order of applying.
	added []string
	// names holds every file and directory by its folded path.
	names map[string]treeName
}

type treeName struct {
	path string
	dir  bool
}

// Add puts a file into the tree. It refuses a path that is not safe and
// portable, one that a file with other bytes has already, one that is both a
// file and a directory, and one that differs from another in case alone. To
// add the same bytes again changes nothing, except that the file yields only
// if every Add said so. A refused file leaves the tree as it was.
func (t *Tree) Add(f File) error {
	if err := checkPath(f.Path); err != nil {
		return err
	}
	if old, found := t.files[f.Path]; found {
		if !bytes.Equal(old.Data, f.Data) {
			return fmt.Errorf("%s: rendered twice, with different content", f.Path)
		}
		old.Yields = old.Yields && f.Yields
		t.files[f.Path] = old
		return nil
	}
	added := []treeName{{path: f.Path}}
	for dir := path.Dir(f.Path); dir != "."; dir = path.Dir(dir) {
		added = append(added, treeName{path: dir, dir: true})
	}
	for _, n := range added {
		if err := t.collision(n); err != nil {
			return fmt.Errorf("%s: %w", f.Path, err)
		}
	}
	if t.files == nil {
		t.files, t.names = map[string]File{}, map[string]treeName{}
	}
	t.files[f.Path] = f
	t.added = append(t.added, f.Path)
	for _, n := range added {
		t.names[fold(n.path)] = n
	}
	return nil
}

// collision tells why a name cannot stand beside those that are there.
func (t *Tree) collision(n treeName) error {
	old, found := t.names[fold(n.path)]
	switch {
	case !found || old == n:
		return nil
	case old.path != n.path:
		return fmt.Errorf("%s differs from %s in case alone, which macOS and Windows ignore", n.path, old.path)
	default:
		return fmt.Errorf("%s is rendered both as a file and as a directory", n.path)
	}
}

// errNoTree is what a nil tree is refused with.
var errNoTree = errors.New("no tree is given: where a finding is an error, there is none")

// Files lists the files by path. The list is the caller's, the data is not.
func (t *Tree) Files() []File {
	return slices.SortedFunc(maps.Values(t.files), func(a, b File) int { return cmp.Compare(a.Path, b.Path) })
}

// Len is the number of files.
func (t *Tree) Len() int { return len(t.files) }
