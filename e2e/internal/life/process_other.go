//go:build !linux

package life

import "syscall"

// endWithParent asks for nothing: only Linux can tie a child to its parent.
func endWithParent() *syscall.SysProcAttr { return nil }
