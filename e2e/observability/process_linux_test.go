package observability

import (
	"os"
	"os/user"
	"strconv"
	"syscall"
	"testing"
)

// owner is a user of the system.
type owner struct{ uid, gid uint32 }

// attributes ties a program's life to that of the test.
func attributes(o *owner) *syscall.SysProcAttr {
	a := &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if o != nil {
		a.Credential = &syscall.Credential{Uid: o.uid, Gid: o.gid}
	}
	return a
}

// ownerOf is the user that PostgreSQL runs as, which refuses to run as root;
// nil when the test itself is not root.
func ownerOf(t *testing.T, name string) *owner {
	t.Helper()
	if os.Getuid() != 0 {
		return nil
	}
	found, err := user.Lookup(name)
	if err != nil {
		t.Fatal(err)
	}
	number := func(s string) uint32 {
		n, err := strconv.ParseUint(s, 10, 32)
		if err != nil {
			t.Fatal(err)
		}
		return uint32(n)
	}
	return &owner{number(found.Uid), number(found.Gid)}
}

// give makes the owner own the files.
func give(t *testing.T, o *owner, files ...string) {
	t.Helper()
	if o == nil {
		return
	}
	for _, file := range files {
		if err := os.Chown(file, int(o.uid), int(o.gid)); err != nil {
			t.Fatal(err)
		}
	}
}
