//go:build darwin || dragonfly || freebsd || illumos || linux || netbsd || openbsd

package main

import (
	"bufio"
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// soon is how long a program may take to end after a signal, on a busy machine.
const soon = 20 * time.Second

// start begins a real process. It ends with the test.
func start(t *testing.T, args ...string) (*exec.Cmd, *bufio.Reader) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "render", args...)
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd, bufio.NewReader(stderr)
}

// ended waits for a process that a signal was sent to, and tells whether the
// signal ended it, which a shell shows as exit code 128 + signal. It may have
// been done before.
func ended(t *testing.T, cmd *exec.Cmd, signal syscall.Signal) bool {
	t.Helper()
	watchdog := time.AfterFunc(soon, func() {
		t.Errorf("%v did not end the program", signal)
		_ = cmd.Process.Kill()
	})
	defer watchdog.Stop()
	_ = cmd.Wait() // the state says it
	status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus)
	return ok && status.Signaled() && status.Signal() == signal
}

// TestWaitingIsToldAndInterrupted: a run that finds another one says so, and a
// signal ends it.
func TestWaitingIsToldAndInterrupted(t *testing.T) {
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		t.Run(signal.String(), func(t *testing.T) {
			out := t.TempDir()
			other, err := os.Open(out)
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = other.Close() }()
			if err := syscall.Flock(int(other.Fd()), syscall.LOCK_EX); err != nil {
				t.Fatalf("the file system of %s has no locks, name a folder of another one in TMPDIR: %v", out, err)
			}
			cmd, stderr := start(t, "--out", out)
			said, err := stderr.ReadString('\n')
			if want := "waiting for another run that writes to " + out + "\n"; err != nil || said != want {
				t.Errorf("got %q, %v, want %q", said, err, want)
			}
			if err := cmd.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			if !ended(t, cmd, signal) {
				t.Errorf("%v while waiting: the program ended otherwise: %v", signal, cmd.ProcessState)
			}
			if entries, err := os.ReadDir(out); err != nil || len(entries) > 0 {
				t.Errorf("the program wrote while it waited: %v, %v", entries, err)
			}
		})
	}
}

// TestInterruptedWhileReading: a pipe that nobody writes to is left at once.
func TestInterruptedWhileReading(t *testing.T) {
	cmd := exec.CommandContext(t.Context(), "render", "--config", "-")
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = stdin.Close() }()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(100 * time.Millisecond)
	if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	if !ended(t, cmd, syscall.SIGINT) {
		t.Errorf("the program ended otherwise: %v", cmd.ProcessState)
	}
}

// TestKilledWhileWriting stops runs at many instants: whatever stands under the
// name of a file is the whole file, and the next run completes the tree.
func TestKilledWhileWriting(t *testing.T) {
	want, out := filepath.Join(t.TempDir(), "want"), filepath.Join(t.TempDir(), "out")
	if code := exitCode(t, "--out", want); code != 0 {
		t.Fatalf("exit code %d", code)
	}
	stopped := 0
	for i := range 12 {
		if err := os.RemoveAll(out); err != nil {
			t.Fatal(err)
		}
		signal := []syscall.Signal{syscall.SIGINT, syscall.SIGTERM}[i%2]
		cmd, _ := start(t, "--out", out)
		for files := 0; files < 1+i*12; files = count(t, out) {
			if errors.Is(cmd.Process.Signal(syscall.Signal(0)), os.ErrProcessDone) {
				break
			}
			time.Sleep(time.Millisecond)
		}
		_ = cmd.Process.Signal(signal) // it may be done
		if ended(t, cmd, signal) {
			stopped++
		}
		compare(t, want, out)
	}
	if stopped == 0 {
		t.Error("no run was stopped: the test says nothing")
	}
	if code := exitCode(t, "--out", out); code != 0 {
		t.Errorf("the run after: exit code %d", code)
	}
	if code := exitCode(t, "check", "--out", out); code != 0 {
		t.Errorf("check after: exit code %d", code)
	}
	if temporary, _ := filepath.Glob(filepath.Join(out, ".seamark-tmp-*")); len(temporary) > 0 {
		t.Errorf("the run after left %q", temporary)
	}
}

func exitCode(t *testing.T, args ...string) int {
	t.Helper()
	output, err := exec.CommandContext(t.Context(), "render", args...).CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatalf("%v\n%s", err, output)
	}
	if exit != nil {
		t.Logf("%s", output)
		return exit.ExitCode()
	}
	return 0
}

// count counts the files of a folder that is being written.
func count(t *testing.T, dir string) (n int) {
	t.Helper()
	_ = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			n++
		}
		return nil // what is gone again is not counted
	})
	return n
}

// compare finds files that are not as they should be. The ledger may list more
// than there is.
func compare(t *testing.T, want, out string) {
	t.Helper()
	err := filepath.WalkDir(out, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".seamark") {
			return err
		}
		name, err := filepath.Rel(out, path)
		if err != nil {
			return err
		}
		whole, err := os.ReadFile(filepath.Join(want, name))
		if err != nil {
			return err
		}
		got, err := os.ReadFile(path)
		if !bytes.Equal(whole, got) {
			t.Errorf("%s is not whole: %d bytes of %d", name, len(got), len(whole))
		}
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Error(err)
	}
}
