package process

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// TestMain makes the test program the child of its own tests: ROLE says what
// it does.
func TestMain(m *testing.M) {
	switch os.Getenv("ROLE") {
	case "":
		os.Exit(m.Run())
	case "show":
		fmt.Println(os.Args[0], os.Args[1:], os.Environ())
	case "fail":
		fmt.Println("no such thing")
		os.Exit(3)
	case "serve":
		serve(os.Getenv("ADDRESS"))
	case "stubborn":
		signal.Ignore(syscall.SIGTERM)
		fmt.Println("ready")
		time.Sleep(time.Minute)
	}
}

func serve(address string) {
	listener, err := net.Listen("tcp", address)
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	for {
		if conn, err := listener.Accept(); err == nil {
			conn.Close()
		}
	}
}

// child starts the test program in a role.
func child(t *testing.T, c Command) *Process {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c.Program = program
	if c.Log == "" {
		c.Log = filepath.Join(t.TempDir(), "log")
	}
	p, err := Start(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(p.Kill)
	return p
}

func TestStart(t *testing.T) {
	log := filepath.Join(t.TempDir(), "new", "log")
	for run := range 2 {
		p := child(t, Command{Arg0: "another", Args: []string{"a", "b"}, Env: []string{"ROLE=show", "KEY=1", "KEY=2"}, Log: log})
		if err := p.Err(); err != nil {
			t.Fatal(err)
		}
		if got, want := p.Tail(), "another [a b] [ROLE=show KEY=2]\n"; got != want {
			t.Errorf("run %d printed %q, want %q", run, got, want)
		}
	}
	whole, err := os.ReadFile(log)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(whole), "another"); n != 2 {
		t.Errorf("the log has %d runs, want both", n)
	}
	if _, err := Start(Command{Program: filepath.Join(t.TempDir(), "absent"), Log: log}); err == nil {
		t.Error("an absent program was started")
	}
}

func TestStdout(t *testing.T) {
	var out strings.Builder
	p := child(t, Command{Env: []string{"ROLE=show"}, Stdout: &out})
	if err := p.Err(); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "ROLE=show") || p.Tail() != "" {
		t.Errorf("it printed %q, and %q to the log", out.String(), p.Tail())
	}
}

func TestAwait(t *testing.T) {
	port, err := FreePort()
	if err != nil {
		t.Fatal(err)
	}
	p := child(t, Command{Env: []string{"ROLE=serve", "ADDRESS=" + Loopback(port)}})
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	if err := p.Await(ctx, "listens", Listening(Loopback(port))); err != nil {
		t.Fatal(err)
	}

	hopeless := errors.New("not yet")
	short, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	err = p.Await(short, "improves", func() error { return hopeless })
	if !errors.Is(err, hopeless) || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("after the time: %v", err)
	}
	if err := p.Stop(10 * time.Second); err != nil {
		t.Errorf("a program that ends when asked: %v", err)
	}

	ended := child(t, Command{Name: "box", Env: []string{"ROLE=fail"}})
	err = ended.Await(ctx, "listens", func() error { return hopeless })
	for _, part := range []string{"box", "listens", "exit status 3", "no such thing"} {
		if err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("the end of the program is explained without %q: %v", part, err)
		}
	}
	if err := ended.Err(); err == nil {
		t.Error("exit code 3 is no error")
	}
}

func TestStop(t *testing.T) {
	p := child(t, Command{Env: []string{"ROLE=stubborn"}})
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second)
	defer cancel()
	ready := func() error {
		if p.Tail() == "" {
			return errors.New("silent")
		}
		return nil
	}
	if err := p.Await(ctx, "ignores SIGTERM", ready); err != nil {
		t.Fatal(err)
	}
	if err := p.Stop(50 * time.Millisecond); err == nil {
		t.Error("it was killed, which nobody said")
	}
	select {
	case <-p.Done():
	default:
		t.Error("it still runs")
	}
	p.Kill() // again, without effect
	var none *Process
	none.Kill()
	if err := none.Stop(0); err != nil {
		t.Error(err)
	}
}
