//go:build darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd

package tree

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

// lock takes the root directory for this run alone. For a run that has it, it
// waits, and calls waiting before. The system frees the lock when the process
// ends, however it ends. On a file system without such locks (some network and
// container mounts) it does nothing: to render there matters more.
func lock(root *os.Root, waiting func()) (unlock func(), err error) {
	dir, err := root.Open(".")
	if err != nil {
		return nil, fmt.Errorf("cannot lock the tree: %w", err)
	}
	err = flock(dir, syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		if waiting != nil {
			waiting()
		}
		err = flock(dir, syscall.LOCK_EX)
	}
	// EBADF: NFS locks exclusively only what is open for writing, which a
	// directory never is.
	if err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, syscall.EBADF) {
		return nil, errors.Join(fmt.Errorf("cannot lock the tree: %w", err), dir.Close())
	}
	return func() { _ = dir.Close() }, nil // closing the descriptor unlocks it
}

func flock(dir *os.File, how int) error {
	for {
		if err := syscall.Flock(int(dir.Fd()), how); !errors.Is(err, syscall.EINTR) {
			return err
		}
	}
}

// syncDir makes the names in a directory survive a power cut.
func syncDir(root *os.Root, dir string) error {
	d, err := root.Open(dir)
	if err != nil {
		return err
	}
	err = d.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) {
		err = nil // the file system cannot, so it need not
	}
	return errors.Join(err, d.Close())
}
