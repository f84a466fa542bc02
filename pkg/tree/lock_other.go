//go:build !(darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd)

package tree

import "os"

// lock does nothing here: the standard library has no lock on directories for
// this system. Two runs at once can then fail with an error, because neither
// reuses a temporary file of the other; what they leave is whole files, and
// the next run completes it.
func lock(*os.Root, func()) (unlock func(), err error) { return func() {}, nil }

// syncDir does nothing here: directories cannot be synced.
func syncDir(*os.Root, string) error { return nil }
