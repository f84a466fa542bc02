package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"seamark.dev/seamark/internal/schemagen"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"render": main})
}

// TestScripts runs one script for each promise of the command line.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits":   exits,
			"reports": reports(t),
			"touched": touched,
			"note":    note,
		},
	})
}

// reports runs render with --format json and compares its exit code. Whatever
// it is, standard output must be one report of the published schema, with that
// exit code in it.
func reports(t *testing.T) func(*testscript.TestScript, bool, []string) {
	data, err := os.ReadFile("../../docs/report.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	var schema map[string]any
	if err := json.Unmarshal(data, &schema); err != nil {
		t.Fatal(err)
	}
	return func(ts *testscript.TestScript, neg bool, args []string) {
		exits(ts, neg, append(args, "--format", "json"))
		var report map[string]any
		if err := json.Unmarshal([]byte(ts.ReadFile("stdout")), &report); err != nil {
			ts.Fatalf("standard output is no report, or more than that: %v", err)
		}
		if refusals := schemagen.Refusals(schema, report); len(refusals) > 0 {
			ts.Fatalf("the report is none of the schema: %s", strings.Join(refusals, "; "))
		}
		if code, found := report["exitCode"]; !found || fmt.Sprint(code) != args[0] {
			ts.Fatalf("the report has the exit code %v, want %s", code, args[0])
		}
	}
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
