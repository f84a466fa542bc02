//go:build !linux

package process

import "syscall"

// attributes asks for nothing: only Linux ties a program to its parent, and
// only there do tests run as another user.
func attributes(*Owner) *syscall.SysProcAttr { return nil }
