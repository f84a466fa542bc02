package tree

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"runtime"
	"slices"
)

// onDisk is what stands at a path. Links are never followed.
type onDisk uint8

const (
	absent onDisk = iota
	regular
	directory
	symlink
	special // a device, socket or pipe
)

// place is what is known of a directory: what it is, or what already stands in
// the way at a directory above it.
type place struct {
	is onDisk
	at string
}

// scan reads the disk for a comparison with a tree, and never writes.
type scan struct {
	root   *os.Root // nil when the directory does not exist
	places map[string]place
}

func (s *scan) lstat(p string) (onDisk, error) {
	if s.root == nil {
		return absent, nil
	}
	info, err := s.root.Lstat(p)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return absent, nil
	case err != nil:
		return absent, fmt.Errorf("cannot inspect %s: %w", p, err)
	}
	return kindOf(info.Mode()), nil
}

func kindOf(mode fs.FileMode) onDisk {
	switch {
	case mode.IsRegular():
		return regular
	case mode.IsDir():
		return directory
	case mode&fs.ModeSymlink != 0:
		return symlink
	}
	return special
}

// place inspects a directory after those above it, each of them once.
func (s *scan) place(dir string) (place, error) {
	if known, found := s.places[dir]; found {
		return known, nil
	}
	found := place{is: directory, at: dir}
	var err error
	if dir != "." {
		found, err = s.place(path.Dir(dir))
		if err == nil && found.is == directory {
			found.at = dir
			found.is, err = s.lstat(dir)
		}
	}
	if err != nil {
		return place{}, err
	}
	s.places[dir] = found
	return found, nil
}

// seen is what stands at the path of a file of the tree.
type seen struct {
	parent place
	is     onDisk
	same   bool // a regular file with the tree's bytes
	sum    string
}

// look compares files with the disk, several at a time.
func (s *scan) look(files []File) ([]seen, error) {
	all := make([]seen, len(files))
	for i, f := range files {
		parent, err := s.place(path.Dir(f.Path))
		if err != nil {
			return nil, err
		}
		all[i].parent = parent
	}
	err := inParallel(2*runtime.GOMAXPROCS(0), len(files), func(i int) error {
		f, at := files[i], &all[i]
		at.sum = sumOf(f.Data)
		if at.parent.is != directory {
			return nil
		}
		return s.compare(f, at)
	})
	return all, err
}

func (s *scan) compare(f File, at *seen) (err error) {
	if at.is, err = s.lstat(f.Path); err != nil || at.is != regular {
		return err
	}
	file, err := s.root.Open(f.Path)
	if err != nil {
		return fmt.Errorf("cannot read %s: %w", f.Path, err)
	}
	defer func() { _ = file.Close() }()
	info, err := file.Stat()
	if err != nil || info.Size() != int64(len(f.Data)) {
		return err
	}
	data := make([]byte, len(f.Data))
	if _, err := io.ReadFull(file, data); err != nil && !errors.Is(err, io.EOF) {
		return fmt.Errorf("cannot read %s: %w", f.Path, err)
	}
	at.same = bytes.Equal(data, f.Data)
	return nil
}

// holdsOnly tells whether a directory consists of nothing but directories and
// of files that may go, and lists the directories, the deepest first.
func (s *scan) holdsOnly(dir string, mayGo func(string) bool) (bool, []string, error) {
	var dirs []string
	only := true
	err := fs.WalkDir(s.root.FS(), dir, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir():
			dirs = append(dirs, p)
		case !d.Type().IsRegular() || !mayGo(p):
			only = false
			return fs.SkipAll
		}
		return nil
	})
	slices.Sort(dirs)
	slices.Reverse(dirs)
	return only, dirs, err
}

// sameFile tells whether two paths are one file, as they are on a file system
// that ignores case.
func (s *scan) sameFile(a, b string) bool {
	x, errX := s.root.Lstat(a)
	y, errY := s.root.Lstat(b)
	return errX == nil && errY == nil && os.SameFile(x, y)
}
