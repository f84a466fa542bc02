package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"render": main})
}

// TestScripts runs one script for each promise of the command line.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Condition:           condition,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":   exits,
			"touched": touched,
			"note":    note,
		},
	})
}

// condition is [schemas] in a script: the build has the validator.
func condition(name string) (bool, error) {
	if name == "schemas" {
		return withSchemas, nil
	}
	return false, fmt.Errorf("unknown condition %q", name)
}

// exits runs render and compares its exit code:
//
//	exits 1 check --out tree
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: exits CODE [render's arguments]")
	}
	code := 0
	if err := ts.Exec("render", args[1:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("render: %v", err)
		}
		code = exit.ExitCode()
	}
	if strconv.Itoa(code) != args[0] {
		ts.Fatalf("render %s: exit code %d, want %s", strings.Join(args[1:], " "), code, args[0])
	}
}

// note remembers when a file was last written; touched compares:
//
//	note out/README.md
//	! touched out/README.md
func note(ts *testscript.TestScript, _ bool, args []string) {
	info, err := os.Stat(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Setenv("MTIME_"+args[0], info.ModTime().String())
}

func touched(ts *testscript.TestScript, neg bool, args []string) {
	info, err := os.Stat(ts.MkAbs(args[0]))
	ts.Check(err)
	if (info.ModTime().String() != ts.Getenv("MTIME_"+args[0])) == neg {
		ts.Fatalf("%s: written again is %v", args[0], neg)
	}
}

// TestHelpDocumentsExitCodes: every verb tells what its exit codes mean, and
// shows an example.
func TestHelpDocumentsExitCodes(t *testing.T) {
	for _, cmd := range append(rootCommand().Commands(), rootCommand()) {
		if cmd.Name() == "completion" || cmd.Name() == "help" {
			continue
		}
		if !strings.Contains(cmd.Long, "Exit codes:") || cmd.Example == "" {
			t.Errorf("%s: help has no exit codes or no example", cmd.CommandPath())
		}
	}
}

// TestExampleFlagsExist parses every example in the help with the commands
// themselves.
func TestExampleFlagsExist(t *testing.T) {
	flag := regexp.MustCompile(`--([a-z-]+)`)
	for _, cmd := range append(rootCommand().Commands(), rootCommand()) {
		for _, match := range flag.FindAllStringSubmatch(cmd.Example, -1) {
			if cmd.Flags().Lookup(match[1]) == nil {
				t.Errorf("%s: example uses --%s, which does not exist", cmd.CommandPath(), match[1])
			}
		}
	}
}

// TestOutIsCurrent compares the checked-in example with what the defaults
// render.
func TestOutIsCurrent(t *testing.T) {
	var stdout, stderr bytes.Buffer
	out := filepath.Join("..", "..", "out")
	if code := run(context.Background(), []string{"check", "--out", out}, nil, &stdout, &stderr); code != exitClean {
		t.Errorf("out/ is not what is rendered; run `make update`\n%s%s", stdout.String(), stderr.String())
	}
}
