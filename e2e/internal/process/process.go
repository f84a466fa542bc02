// Package process starts real programs, and ends them. A program that it
// started never outlives the one that started it (on Linux, where the kernel
// can be asked for that), writes what it prints to a log file, and is watched:
// whoever waits for it to become ready learns at once when it has ended.
package process

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"time"
)

// Command is a program to run.
type Command struct {
	Name    string   // what messages call it; the program's base name if empty
	Program string   // path of the program
	Args    []string // its arguments, without argv[0]
	Arg0    string   // argv[0]; the program's path if empty. A multi-call program reads its role here.
	Env     []string // the whole environment as KEY=value, the last of equal keys counts; nothing is inherited
	Dir     string   // working folder; that of the caller if empty
	Log     string   // path of the file that its output is appended to; required, its folder is created

	Stdout io.Writer      // where its standard output goes instead of the log; the log if nil
	Owner  *Owner         // whom it runs as; nil for the caller
	Signal syscall.Signal // what asks it to stop; SIGTERM if zero
}

// RareGC has a program written in Go collect garbage rarely: where worlds of
// programs share few cores, memory is the cheaper of the two.
const RareGC = "GOGC=300"

// Owner is a user of the system.
type Owner struct{ UID, GID uint32 }

// Process is a program that has been started.
type Process struct {
	name   string
	log    string
	offset int64 // where its output begins in the log
	signal syscall.Signal
	cmd    *exec.Cmd
	done   chan struct{}
}

// Start runs the program. It fails when the log cannot be written or the
// program cannot be started, not when that ends early.
func Start(c Command) (*Process, error) {
	p := &Process{name: c.Name, log: c.Log, signal: c.Signal, done: make(chan struct{})}
	if p.name == "" {
		p.name = filepath.Base(c.Program)
	}
	if p.signal == 0 {
		p.signal = syscall.SIGTERM
	}
	output, err := p.open()
	if err != nil {
		return nil, fmt.Errorf("cannot log what %s prints: %w", p.name, err)
	}
	p.cmd = exec.Command(c.Program, c.Args...)
	if c.Arg0 != "" {
		p.cmd.Args[0] = c.Arg0
	}
	p.cmd.Env = append([]string{}, c.Env...) // never nil, which would inherit
	p.cmd.Dir = c.Dir
	p.cmd.Stdout, p.cmd.Stderr = output, output
	if c.Stdout != nil {
		p.cmd.Stdout = c.Stdout
	}
	p.cmd.SysProcAttr = attributes(c.Owner)
	if err := p.run(output); err != nil {
		return nil, fmt.Errorf("cannot start %s: %w", p.name, err)
	}
	return p, nil
}

func (p *Process) open() (*os.File, error) {
	if err := os.MkdirAll(filepath.Dir(p.log), 0o755); err != nil {
		return nil, err
	}
	output, err := os.OpenFile(p.log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return nil, err
	}
	info, err := output.Stat()
	if err != nil {
		return nil, err
	}
	p.offset = info.Size()
	return output, nil
}

// run starts the program in a goroutine that keeps its thread until the program
// ends, because the kernel ties the program's fate to that thread.
func (p *Process) run(output *os.File) error {
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		defer close(p.done)
		defer output.Close()
		err := p.cmd.Start()
		started <- err
		if err == nil {
			_ = p.cmd.Wait() // Err tells
		}
	}()
	return <-started
}

// Stop asks the program to end and kills it if it has not after the grace. It
// returns when the program has ended, with an error if it had to be killed.
// Safe on nil, and on a program that has ended.
func (p *Process) Stop(grace time.Duration) error {
	if p == nil {
		return nil
	}
	_ = p.cmd.Process.Signal(p.signal) // an error means that it has ended
	select {
	case <-p.done:
		return nil
	case <-time.After(grace):
		p.Kill()
		return fmt.Errorf("%s did not end within %s and was killed", p.name, grace)
	}
}

// Kill ends the program at once and returns when it has ended. Safe on nil, and
// on a program that has ended.
func (p *Process) Kill() {
	if p == nil {
		return
	}
	_ = p.cmd.Process.Kill() // an error means that it has ended
	<-p.done
}

// Done is closed when the program has ended.
func (p *Process) Done() <-chan struct{} { return p.done }

// Err says how the program ended: nil for exit code 0. It waits for the end.
func (p *Process) Err() error {
	<-p.done
	if state := p.cmd.ProcessState; !state.Success() {
		return &exec.ExitError{ProcessState: state}
	}
	return nil
}

// PID is the program's process id.
func (p *Process) PID() int { return p.cmd.Process.Pid }

// Name is what messages call the program.
func (p *Process) Name() string { return p.name }
