// Package cli is the command line: one file for each command. It is the only
// package that prints, and that measures time.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
)

// Main runs the command line of the process and ends the process. The program
// goes by the name it was called by.
func Main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, programName(os.Args[0]), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// programName is what a user calls the program.
func programName(path string) string {
	return strings.TrimSuffix(filepath.Base(path), ".exe")
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
func run(ctx context.Context, name string, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	root := rootCommand(name)
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
