// Command render is the hidden command `crossplane internal render` and
// nothing else: one pass of Crossplane's own composite reconciler over an
// in-memory client. It reads a RenderRequest from standard input and writes a
// RenderResponse to standard output, both in protobuf.
//
// It calls the package that core's binary calls. The rest of core (package
// manager, signature verification, registries of three clouds) is left out:
// it is much of the compile time and no part of composing.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"time"

	"github.com/crossplane/crossplane-runtime/v2/pkg/logging"
	"github.com/crossplane/crossplane/v2/cmd/crossplane/render"
)

func main() {
	timeout := flag.Duration("timeout", 30*time.Second, "bound of the pass; a function that cannot be reached is waited for until then")
	flag.Parse()
	if err := run(*timeout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(exitCode(err))
	}
}

// run does what the command line parser of core does around Command.Run.
func run(timeout time.Duration) error {
	cmd := &render.Command{Timeout: timeout}
	if err := cmd.AfterApply(); err != nil {
		return err
	}
	return cmd.Run(logging.NewNopLogger())
}

// exitCode is core's own: render.ExitCodePipelineFatal after a fatal result of
// a function, else 1.
func exitCode(err error) int {
	var coder interface{ ExitCode() int }
	if errors.As(err, &coder) {
		return coder.ExitCode()
	}
	return 1
}
