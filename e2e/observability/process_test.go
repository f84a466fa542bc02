package observability

import (
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"
	"time"
)

// process is a program that runs until the test ends, and ends with it however
// that ends.
type process struct {
	name string
	log  string // path of what it printed
	cmd  *exec.Cmd
	done chan struct{} // closed when it has ended
}

// command is what to run.
type command struct {
	program string
	args    []string
	env     []string // added to PATH and HOME only
	owner   *owner   // nil for the user of the test
	stop    syscall.Signal
}

// start runs the program. The goroutine that starts it keeps its thread until
// the program ends, because the kernel ties its fate to that thread.
func start(t *testing.T, name string, c command) *process {
	t.Helper()
	p := &process{name: name, log: filepath.Join(t.TempDir(), name+".log"), done: make(chan struct{})}
	output, err := os.Create(p.log)
	if err != nil {
		t.Fatal(err)
	}
	p.cmd = exec.Command(c.program, c.args...)
	p.cmd.Dir = os.TempDir() // the folders of a test are closed to other users
	p.cmd.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + filepath.Dir(p.log), "LC_ALL=C"}, c.env...)
	p.cmd.Stdout, p.cmd.Stderr = output, output
	p.cmd.SysProcAttr = attributes(c.owner)
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		defer close(p.done)
		defer output.Close()
		err := p.cmd.Start()
		started <- err
		if err == nil {
			_ = p.cmd.Wait() // whoever waits reads the log
		}
	}()
	if err := <-started; err != nil {
		t.Fatalf("cannot start %s: %v", name, err)
	}
	t.Cleanup(func() { p.end(t, c.stop) })
	return p
}

// end asks the program to stop, and kills it if it does not.
func (p *process) end(t *testing.T, signal syscall.Signal) {
	if signal == 0 {
		signal = syscall.SIGTERM
	}
	_ = p.cmd.Process.Signal(signal) // an error means that it has ended
	select {
	case <-p.done:
	case <-time.After(20 * time.Second):
		t.Errorf("%s had to be killed", p.name)
		_ = p.cmd.Process.Kill()
		<-p.done
	}
}

// tail is the end of what the program printed.
func (p *process) tail() string {
	const enough = 3000
	text, err := os.ReadFile(p.log)
	if err != nil {
		return err.Error()
	}
	return string(text[max(0, len(text)-enough):])
}

// await returns when the check passes. It fails the test when that takes too
// long, or the program has ended.
func (p *process) await(t *testing.T, what string, check func() error) {
	t.Helper()
	err := eventually(60*time.Second, func() error {
		select {
		case <-p.done:
			return errEnded
		default:
			return check()
		}
	})
	if err != nil {
		t.Fatalf("%s: %s: %v\n%s", p.name, what, err, p.tail())
	}
}

var errEnded = fmt.Errorf("the program has ended")

// eventually repeats the check until it passes, and gives its last error after
// the time.
func eventually(patience time.Duration, check func() error) error {
	deadline := time.Now().Add(patience)
	for {
		err := check()
		if err == nil || err == errEnded || time.Now().After(deadline) {
			return err
		}
		time.Sleep(100 * time.Millisecond)
	}
}

// listening is the check that something accepts connections.
func listening(port int) func() error {
	return func() error {
		conn, err := net.DialTimeout("tcp", address(port), time.Second)
		if err != nil {
			return err
		}
		return conn.Close()
	}
}

// run runs a program to its end and returns what it printed.
func run(t *testing.T, dir string, owner *owner, env []string, program string, args ...string) (string, error) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), program, args...)
	cmd.Dir = dir
	cmd.Env = append([]string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C"}, env...)
	cmd.SysProcAttr = attributes(owner)
	out, err := cmd.CombinedOutput()
	return string(out), err
}

// host is the name of all servers: their certificates are for it, so that
// names are verified as well.
const host = "localhost"

func address(port int) string { return fmt.Sprintf("%s:%d", host, port) }

// freePort is a port of the loopback interface that nobody listens on.
func freePort(t *testing.T) int {
	t.Helper()
	listener, err := net.Listen("tcp", host+":0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port
}
