// Command render turns a platform configuration into a complete GitOps
// repository.
//
//	render [flags]     write the repository (the default)
//	render check       compare it with the disk, without writing
//	render diff        show the difference
//	render validate    validate the objects against CRDs
//	render init        write a starter configuration
//	render schema      print the JSON Schema of the configuration
//	render version     print the versions
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// The exit codes of every command.
const (
	exitClean = 0 // done, and nothing to report
	exitDrift = 1 // findings, or a difference
	exitError = 2 // usage, configuration or internal error
)

// errDrift ends a command whose findings are printed already.
var errDrift = errors.New("the tree on disk differs from what would be rendered")

// run executes one command line and returns its exit code. This is the only
// place that prints an error; findings are printed where they are found.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	root := rootCommand()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil:
		return exitClean
	case errors.Is(err, errDrift), errors.Is(err, errFindings):
		return exitDrift
	case errors.Is(err, errConfiguration):
		return exitError
	}
	fmt.Fprintln(stderr, err)
	return exitError
}
