package observability

import (
	"context"
	"os"
	"os/user"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"seamark.dev/seamark/e2e/internal/process"
)

// child is a program that runs until the test ends, and ends with it however
// that ends.
type child struct {
	*process.Process
	log string // path of what it printed
}

// start runs the program with PATH, HOME and what the command adds as its
// environment. The name is for messages and for the log.
func start(t *testing.T, name string, c process.Command) *child {
	t.Helper()
	home := t.TempDir()
	c.Name, c.Log = name, filepath.Join(home, name+".log")
	c.Dir = os.TempDir() // the folders of a test are closed to other users
	c.Env = append(inherited("HOME="+home), c.Env...)
	p, err := process.Start(c)
	if err != nil {
		t.Fatal(err)
	}
	started := &child{p, c.Log}
	t.Cleanup(func() { started.end(t) })
	return started
}

// end asks the program to stop. It fails the test if that has to be forced.
func (c *child) end(t *testing.T) {
	t.Helper()
	if err := c.Stop(20 * time.Second); err != nil {
		t.Error(err)
	}
}

// await returns when the check passes. It fails the test when that takes too
// long, or the program has ended.
func (c *child) await(t *testing.T, what string, check func() error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	if err := c.Await(ctx, what, check); err != nil {
		t.Fatal(err)
	}
}

// eventually repeats the check until it passes, and gives its last error after
// the time.
func eventually(patience time.Duration, check func() error) error {
	deadline := time.Now().Add(patience)
	for {
		err := check()
		if err == nil || time.Now().After(deadline) {
			return err
		}
		time.Sleep(100 * time.Millisecond)
	}
}

// run runs a program to its end and returns what it printed.
func run(t *testing.T, dir string, owner *process.Owner, env []string, program string, args ...string) (string, error) {
	t.Helper()
	log := filepath.Join(t.TempDir(), "log")
	p, err := process.Start(process.Command{
		Program: program, Args: args, Env: inherited(env...), Dir: dir, Log: log, Owner: owner,
	})
	if err != nil {
		t.Fatal(err)
	}
	ended := p.Err()
	out, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	return string(out), ended
}

// inherited is what every program gets of the test's environment, and more.
func inherited(more ...string) []string {
	return append([]string{"PATH=" + os.Getenv("PATH"), "LC_ALL=C"}, more...)
}

// ownerOf is the user that a server runs as which refuses to run as root; nil
// when the test itself is not root.
func ownerOf(t *testing.T, name string) *process.Owner {
	t.Helper()
	if os.Getuid() != 0 {
		return nil
	}
	found, err := user.Lookup(name)
	if err != nil {
		t.Fatal(err)
	}
	number := func(s string) uint32 {
		n, err := strconv.ParseUint(s, 10, 32)
		if err != nil {
			t.Fatal(err)
		}
		return uint32(n)
	}
	return &process.Owner{UID: number(found.Uid), GID: number(found.Gid)}
}

// give makes the owner own the files.
func give(t *testing.T, o *process.Owner, files ...string) {
	t.Helper()
	if o == nil {
		return
	}
	for _, file := range files {
		if err := os.Chown(file, int(o.UID), int(o.GID)); err != nil {
			t.Fatal(err)
		}
	}
}

// host is the name of all servers: their certificates are for it, so that
// names are verified as well.
const host = "localhost"

func address(port int) string { return host + ":" + strconv.Itoa(port) }

// listening is the check that something accepts connections.
func listening(port int) func() error { return process.Listening(address(port)) }

// freePort is a port of the loopback interface that nobody listens on.
func freePort(t *testing.T) int {
	t.Helper()
	port, err := process.FreePort()
	if err != nil {
		t.Fatal(err)
	}
	return port
}
