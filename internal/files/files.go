// Package files reads files that a user names: ordinary ones, up to a size.
// Anything else could wait for ever, or never end.
package files

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// MiB is the unit of limits.
const MiB = 1 << 20

// ErrNotAFile is the error of what is no ordinary file.
var ErrNotAFile = errors.New("only files are read")

// Kind is what a mode is of, as a user calls it.
func Kind(mode fs.FileMode) string {
	switch {
	case mode.IsRegular():
		return "a file"
	case mode.IsDir():
		return "a folder"
	case mode&fs.ModeSymlink != 0:
		return "a symbolic link"
	case mode&fs.ModeNamedPipe != 0:
		return "a pipe"
	case mode&fs.ModeSocket != 0:
		return "a socket"
	case mode&fs.ModeDevice != 0:
		return "a device"
	}
	return "no ordinary file"
}

// Read is the content of a file of at most limit bytes. Links are followed.
func Read(name string, limit int64) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if err := check(name, info, limit); err != nil { // before it is opened: to open a pipe is to wait
		return nil, err
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	return ReadAll(f, name, limit)
}

// ReadFS is Read within a file system.
func ReadFS(fsys fs.FS, name string, limit int64) ([]byte, error) {
	info, err := fs.Stat(fsys, name)
	if err != nil {
		return nil, err
	}
	if err := check(name, info, limit); err != nil {
		return nil, err
	}
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	return ReadAll(f, name, limit)
}

// OpenRoot opens a folder, and nothing else: to open a pipe is to wait.
func OpenRoot(dir string) (*os.Root, error) {
	info, err := os.Stat(dir)
	if err != nil {
		return nil, err
	}
	if !info.IsDir() {
		return nil, fmt.Errorf("%s is %s, not a folder", dir, Kind(info.Mode()))
	}
	return os.OpenRoot(dir)
}

func check(name string, info fs.FileInfo, limit int64) error {
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%s is %s, and %w", name, Kind(info.Mode()), ErrNotAFile)
	}
	if info.Size() > limit {
		return tooLarge(name, limit)
	}
	return nil
}

// ReadAll reads what is called name to its end, but at most limit bytes.
func ReadAll(r io.Reader, name string, limit int64) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, limit+1))
	if err != nil {
		return nil, err
	}
	if int64(len(data)) > limit {
		return nil, tooLarge(name, limit)
	}
	return data, nil
}

func tooLarge(name string, limit int64) error {
	return fmt.Errorf("%s is larger than %d MiB, and more is not read", name, limit/MiB)
}
