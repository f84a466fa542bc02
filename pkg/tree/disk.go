package tree

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"sync"
	"sync/atomic"
)

const (
	fileMode = 0o644
	dirMode  = 0o755
	// writers is how many files are written at once. Most of the time goes
	// into waiting for fsync, which file systems serve in batches.
	writers = 8
	tempSum = 32 // hexadecimal digits of a temporary file's name
)

// disk is the only code that changes the disk, one operation at a time.
type disk struct {
	root *os.Root
	step func(op, path string) error
}

// errSkip makes a step pass for done.
var errSkip = errors.New("skip")

func (d disk) do(op, p string, f func() error) error {
	if d.step != nil {
		if err := d.step(op, p); errors.Is(err, errSkip) {
			return nil
		} else if err != nil {
			return err
		}
	}
	return f()
}

// writeFile puts data at a path in one instant: whoever reads the path, or
// finds it after a crash, sees the old file or the whole new one.
func (d disk) writeFile(p string, data []byte) error {
	temp := tempName(p)
	err := d.writeTemp(temp, data)
	if err == nil {
		err = d.do("rename", p, func() error { return d.root.Rename(temp, p) })
	}
	if err != nil {
		_ = d.do("remove", temp, func() error { return d.root.Remove(temp) }) // the next run does it otherwise
		return fmt.Errorf("cannot write %s: %w", p, err)
	}
	return nil
}

func (d disk) writeTemp(temp string, data []byte) error {
	var file *os.File
	err := d.do("create", temp, func() (err error) {
		file, err = d.root.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, fileMode)
		return err
	})
	if err != nil {
		return err
	}
	err = d.do("write", temp, func() error { _, err := file.Write(data); return err })
	if err == nil {
		err = d.do("sync", temp, file.Sync)
	}
	return errors.Join(err, file.Close())
}

func (d disk) mkdir(dir string) error {
	err := d.do("mkdir", dir, func() error { return d.root.Mkdir(dir, dirMode) })
	if err != nil {
		return fmt.Errorf("cannot create %s: %w", dir, err)
	}
	return nil
}

func (d disk) remove(p string) error {
	err := d.do("remove", p, func() error { return d.root.Remove(p) })
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("cannot remove %s: %w", p, err)
	}
	return nil
}

// removeDir removes a directory that is empty and leaves any other alone.
func (d disk) removeDir(dir string) (gone bool, err error) {
	info, err := d.root.Lstat(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return true, nil
	}
	if err != nil || !info.IsDir() {
		return false, err
	}
	err = d.do("rmdir", dir, func() error { return d.root.Remove(dir) })
	if errors.Is(err, fs.ErrExist) { // ENOTEMPTY
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("cannot remove %s: %w", dir, err)
	}
	return true, nil
}

func (d disk) syncDir(dir string) error {
	err := d.do("syncdir", dir, func() error { return syncDir(d.root, dir) })
	if err != nil {
		return fmt.Errorf("cannot sync %s: %w", dir, err)
	}
	return nil
}

// tempName is where a file is written before it takes its place. It lies at
// the root whatever the path, so that one listing finds what a killed run
// left, and depends on the path alone.
func tempName(p string) string { return tempPrefix + sumOf([]byte(p))[:tempSum] }

func isTempName(name string) bool {
	sum, found := strings.CutPrefix(name, tempPrefix)
	return found && len(sum) == tempSum && strings.Trim(sum, hexDigits) == ""
}

// removeTemps removes what a killed run left half written.
func (d disk) removeTemps() error {
	dir, err := d.root.Open(".")
	if err != nil {
		return fmt.Errorf("cannot list the tree: %w", err)
	}
	defer func() { _ = dir.Close() }()
	entries, err := dir.ReadDir(-1)
	if err != nil {
		return fmt.Errorf("cannot list the tree: %w", err)
	}
	for _, e := range entries {
		if !isTempName(e.Name()) || !e.Type().IsRegular() {
			continue
		}
		if err := d.remove(e.Name()); err != nil {
			return err
		}
	}
	return nil
}

// inParallel calls f for 0 … n-1, at most so many at once. After an error it
// starts no more; of several errors it returns that of the lowest number.
func inParallel(workers, n int, f func(i int) error) error {
	var (
		group  sync.WaitGroup
		next   atomic.Int64
		failed atomic.Bool
		errs   = make([]error, n)
	)
	for range min(workers, n) {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < n && !failed.Load(); i = int(next.Add(1)) - 1 {
				if errs[i] = f(i); errs[i] != nil {
					failed.Store(true)
				}
			}
		})
	}
	group.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
