//go:build !linux

package controlplane

import "syscall"

func newNetwork() *syscall.SysProcAttr { return nil }

func loopbackUp() error { return nil }
