package process

import "syscall"

// attributes has the kernel kill the program when its parent dies, so that an
// aborted run leaves nothing behind.
func attributes(owner *Owner) *syscall.SysProcAttr {
	a := &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if owner != nil {
		a.Credential = &syscall.Credential{Uid: owner.UID, Gid: owner.GID}
	}
	return a
}
