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

	"seamark.dev/seamark/internal/cli"
	"seamark.dev/seamark/pkg/diag"
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
			"reports": reports,
			"touched": touched,
			"note":    note,
		},
	})
}

// condition is [schemas] in a script: the build has the validator.
func condition(name string) (bool, error) {
	if name == "schemas" {
		return cli.WithSchemas, nil
	}
	return false, fmt.Errorf("unknown condition %q", name)
}

// reports runs render with --format json and compares its exit code. Whatever
// it is, standard output must be one report, with that exit code in it.
func reports(ts *testscript.TestScript, neg bool, args []string) {
	exits(ts, neg, append(args, "--format", "json"))
	decoder := json.NewDecoder(strings.NewReader(ts.ReadFile("stdout")))
	decoder.DisallowUnknownFields()
	var report diag.Report
	if err := decoder.Decode(&report); err != nil {
		ts.Fatalf("standard output is no report: %v", err)
	}
	if decoder.More() {
		ts.Fatalf("standard output holds more than the report")
	}
	if report.Kind != "Report" || report.APIVersion != diag.ReportVersion || report.ExitCode == nil || strconv.Itoa(*report.ExitCode) != args[0] {
		ts.Fatalf("the report is %s %s with another exit code than %s", report.APIVersion, report.Kind, args[0])
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
