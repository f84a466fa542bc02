// Package cli is the command line: one file for each command. It is the only
// package that prints, and that measures time.
package cli

import (
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"

	"seamark.dev/seamark/internal/files"
	"seamark.dev/seamark/internal/format"
	"seamark.dev/seamark/pkg/diag"
)

// Main runs the command line of the process and ends the process. The program
// goes by the name it was called by.
//
// Standard output that a shell has closed (>&-) is nothing that could be told:
// Go opens /dev/null in its place before any code runs, just as a parent does
// that wants no output.
//
// An interrupt ends it at once, as the system does it: what is written is whole
// at every instant.
func Main() {
	signal.Ignore(syscall.SIGPIPE) // a reader that is gone is an error, and told
	os.Exit(run(programName(os.Args[0]), os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
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

// These errors end a command that has told already what it found.
var (
	errConfiguration = errors.New("the configuration has findings")
	errFindings      = errors.New("what would be rendered has findings")
	errDrift         = errors.New("the tree on disk differs from what would be rendered")
)

// program is one run of the command line.
type program struct {
	name   string
	stdin  io.Reader
	stdout *files.Output
	stderr io.Writer
	// format is how findings are printed.
	format format.Flag
	// stdoutTaken tells that what a command prints on standard output is
	// for another program, and findings must stay out of it.
	stdoutTaken bool
	// wrote is the folder or file that a command has written.
	wrote  string
	report report
}

// run executes one command line and returns its exit code.
func run(name string, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	p := &program{
		name: name, stdin: stdin, stdout: &files.Output{To: stdout}, stderr: stderr,
	}
	root := p.rootCommand()
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(p.stdout)
	root.SetErr(stderr)
	root.SetHelpCommand(p.helpCommand())
	p.completion(root)
	p.format = format.In(args) // until the flag is read
	cmd, err := root.ExecuteC()
	if err != nil && cmd.HasParent() {
		p.report.Command = strings.TrimPrefix(cmd.CommandPath(), root.CommandPath()+" ") // it may not have come to run
	}
	return p.end(err)
}

// end is the only place that prints an error, and the report.
func (p *program) end(err error) int {
	code := exitError
	switch {
	case err == nil:
		code = exitClean
	case errors.Is(err, errDrift), errors.Is(err, errFindings):
		code = exitDrift
	case errors.Is(err, errConfiguration):
	case len(diag.Findings(err)) > 0:
		_ = p.find(diag.Findings(err), nil)
	case p.json():
		p.report.Error = err.Error()
	case p.stdout.Err == nil || !errors.Is(err, p.stdout.Err):
		fmt.Fprintln(p.stderr, err)
	}
	if p.json() && (err != nil || p.report.Command != "") {
		_ = p.report.done(code).Write(p.stdout) // which remembers its error
	}
	if p.stdout.Err != nil {
		fmt.Fprintln(p.stderr, "cannot write to standard output:", p.stdout.Err)
		if p.wrote != "" {
			fmt.Fprintf(p.stderr, "%s is written, and only what was to be printed is missing\n", p.wrote)
		}
		return exitError
	}
	return code
}
