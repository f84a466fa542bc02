package controlplane

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"sync"
	"testing"
)

// apart runs this program once more for each test that -run selects, in a new
// network, as many at once as -parallel says, in the order of the files. The
// error says why it cannot.
func apart(ctx context.Context) (code int, err error) {
	if newNetwork() == nil {
		return 0, errors.New("only root can have one, on Linux")
	}
	flag.Parse()
	selected, within, _ := strings.Cut(flag.Lookup("test.run").Value.String(), "/")
	out, err := exec.CommandContext(ctx, os.Args[0], "-test.list="+cmp.Or(selected, ".")).Output()
	if err != nil {
		return 0, fmt.Errorf("cannot list the tests: %w", err)
	}
	var (
		running sync.WaitGroup
		output  sync.Mutex // of lines
		failed  = map[string]error{}
		free    = make(chan struct{}, flag.Lookup("test.parallel").Value.(flag.Getter).Get().(int))
	)
	for name := range strings.Lines(string(out)) {
		name = strings.TrimSpace(name)
		free <- struct{}{}
		running.Go(func() {
			defer func() { <-free }()
			err := alone(ctx, name, within, &lines{prefix: name + "| ", to: os.Stdout, mutex: &output})
			output.Lock()
			defer output.Unlock()
			if err != nil {
				failed[name] = err
			}
		})
	}
	running.Wait()
	for name, err := range failed {
		fmt.Fprintf(os.Stderr, "%s: %v\n", name, err)
		code = 1
	}
	return code, nil
}

// alone runs one test in a network of its own and tells what it took.
func alone(ctx context.Context, name, within string, output *lines) error {
	pattern := "^" + name + "$"
	if within != "" {
		pattern += "/" + within
	}
	cmd := exec.CommandContext(ctx, os.Args[0], append(os.Args[1:], "-test.run="+pattern)...)
	cmd.Stdout, cmd.Stderr = output, output
	cmd.SysProcAttr = newNetwork()
	runtime.LockOSThread() // the child ends with the thread that started it
	err := cmd.Run()
	if state := cmd.ProcessState; state != nil {
		fmt.Fprintf(output, "%.0f CPU seconds\n", (state.UserTime() + state.SystemTime()).Seconds())
	}
	return err
}

// lines passes whole lines on, each with a prefix.
type lines struct {
	prefix string
	to     io.Writer
	mutex  *sync.Mutex
	rest   []byte
}

func (l *lines) Write(p []byte) (int, error) {
	l.rest = append(l.rest, p...)
	l.mutex.Lock()
	defer l.mutex.Unlock()
	for {
		line, rest, found := bytes.Cut(l.rest, []byte("\n"))
		if !found {
			return len(p), nil
		}
		if _, err := fmt.Fprintf(l.to, "%s%s\n", l.prefix, line); err != nil {
			return 0, err
		}
		l.rest = rest
	}
}

// TestLines wants whole lines of each writer.
func TestLines(t *testing.T) {
	var to bytes.Buffer
	var mutex sync.Mutex
	a, b := &lines{prefix: "a| ", to: &to, mutex: &mutex}, &lines{prefix: "b| ", to: &to, mutex: &mutex}
	for _, w := range []struct {
		to   *lines
		text string
	}{{a, "one\ntw"}, {b, "three\n"}, {a, "o\n"}, {b, "unended"}} {
		fmt.Fprint(w.to, w.text)
	}
	if want, got := "a| one\nb| three\na| two\n", to.String(); got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
}
