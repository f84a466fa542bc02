package life

import "syscall"

// endWithParent has the kernel kill the child when its parent dies, so that a
// test run that is aborted leaves nothing behind.
func endWithParent() *syscall.SysProcAttr {
	return &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
}
