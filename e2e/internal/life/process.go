package life

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"os/exec"
	"runtime"
	"time"
)

// process is a child that ends with this program, however it ends.
type process struct {
	cmd    *exec.Cmd
	output bytes.Buffer
	done   chan struct{} // closed when the child has ended
}

// start runs the program. The goroutine that starts it keeps its thread until
// the child ends, because the kernel ties the child's fate to that thread.
func start(program string, args ...string) (*process, error) {
	p := &process{cmd: exec.Command(program, args...), done: make(chan struct{})}
	p.cmd.Stdout, p.cmd.Stderr = &p.output, &p.output
	p.cmd.SysProcAttr = endWithParent()
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		defer close(p.done)
		err := p.cmd.Start()
		started <- err
		if err == nil {
			_ = p.cmd.Wait() // whoever waits reads the output
		}
	}()
	return p, <-started
}

// stop ends the child and waits for that. Safe on a nil process.
func (p *process) stop() {
	if p == nil {
		return
	}
	_ = p.cmd.Process.Kill() // an error means that it has ended
	<-p.done
}

// awaitListening returns when something accepts connections at the address.
func (p *process) awaitListening(address string, timeout time.Duration) error {
	deadline := time.Now().Add(timeout)
	for time.Now().Before(deadline) {
		if conn, err := net.DialTimeout("tcp", address, time.Second); err == nil {
			return conn.Close()
		}
		select {
		case <-p.done:
			return fmt.Errorf("it ended: %s", p.output.String())
		case <-time.After(20 * time.Millisecond):
		}
	}
	return errors.New("it does not listen on " + address)
}

// freeAddress is an address of the loopback interface that nobody listens on.
func freeAddress() (string, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", fmt.Errorf("cannot find a free port: %w", err)
	}
	defer listener.Close()
	return listener.Addr().String(), nil
}
