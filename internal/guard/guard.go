// Package guard calls code of others, such as a component of a library's user,
// so that a mistake in there is an error and not the end of the process.
package guard

import (
	"fmt"
	"path"
	"runtime"
	"strings"
)

// Call calls f. A panic becomes an error that says what was called, what
// happened and where.
func Call(what string, f func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%s broke: %v, in %s", what, r, place())
		}
	}()
	return f()
}

// place is the function that panicked, with its file and line. It is called
// while the panic is being recovered from.
func place() string {
	pcs := make([]uintptr, 64)
	frames := runtime.CallersFrames(pcs[:runtime.Callers(1, pcs)])
	panicking := false
	for {
		frame, more := frames.Next()
		inRuntime := strings.HasPrefix(frame.Function, "runtime.")
		if panicking && !inRuntime {
			return fmt.Sprintf("%s (%s:%d)", path.Base(frame.Function), path.Base(frame.File), frame.Line)
		}
		panicking = panicking || frame.Function == "runtime.gopanic"
		if !more {
			return "an unknown place"
		}
	}
}
